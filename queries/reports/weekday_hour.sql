-- Orders reported by weekday and hour.
select
    isodow(reported_at) as weekday,
    hour(reported_at) as hour,
    count(*) as n
from mart_work_order
where
    not voided
    and ($start is null or reported_at >= cast($start as timestamp))
    and ($stop is null or reported_at < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, estate) or list_contains($company_codes, company))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
    and ($categories is null or list_contains($categories, category))
    and ($sources is null or list_contains($sources, source))
group by 1, 2
order by 1, 2
