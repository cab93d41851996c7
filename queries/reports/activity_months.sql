-- Sessions of one kind of activity by community and month.
select
    community,
    subdistrict,
    strftime(held_at, '%Y-%m') as month,
    count(*) as n
from mart_activity
where
    kind = $kind and community is not null
    and ($start is null or held_at >= cast($start as timestamp))
    and ($stop is null or held_at < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community))
group by 1, 2, 3
order by 2, 1, 3
