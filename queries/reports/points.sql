-- Orders with a point for the map: where, what, how it stands, how long it has been open at the cut-off; the selection's period is that of reporting.
select
    lng,
    lat,
    coalesce(category, '未填写') as kind,
    case
        when closed_at is not null then '已办结'
        when due_at < as_of then '超期未办结'
        else '在办'
    end as state,
    case
        when closed_at is not null then '已办结'
        when reported_at > as_of - interval 7 day then '7天以内'
        when reported_at > as_of - interval 30 day then '8—30天'
        else '30天以上'
    end as age,
    order_no as label
from mart_work_order
where
    not voided and lng between -180 and 180 and lat between -90 and 90 and (lng <> 0 or lat <> 0)
    and (point_subdistrict is not null or not exists (select 1 from mart_boundary as b inner join mart_area_tree as t on t.level = b.level and t.code = b.code where t.subdistrict is not null)) -- boundaries of no register place nothing
    and ($start is null or reported_at >= cast($start as timestamp))
    and ($stop is null or reported_at < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, estate) or list_contains($company_codes, company))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
    and ($categories is null or list_contains($categories, category))
    and ($sources is null or list_contains($sources, source))
