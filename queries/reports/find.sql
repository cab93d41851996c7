-- What is called or numbered like $find: orders, areas, estates, companies, organisations; what begins with it first.
with
named as (
    select '工单' as kind, order_no as code, coalesce(title, '') as name, 'order' as page, order_no as value, subdistrict, community, grid
    from mart_work_order
    where contains(order_no, $find) or contains(title, $find)
    union all
    select case level when 'subdistrict' then '镇街' when 'community' then '社区（村）' else '网格' end, code, name, level, name, subdistrict, community, grid
    from mart_area_tree
    where contains(name, $find) or starts_with(code, $find)
    union all
    select '小区', estate_code, label, 'estate', label, subdistrict, community, grid
    from mart_estate
    where contains(name, $find) or starts_with(estate_code, $find)
    union all
    select '物业企业', uscc, name, 'company', name, subdistrict, null, null
    from mart_property_company
    where next_snapshot is null and (contains(name, $find) or starts_with(uscc, $find))
    union all
    select '党组织', org_code, name, '', '', subdistrict, community, grid
    from mart_party_org
    where contains(name, $find) or starts_with(org_code, $find)
)
select kind, code, name, page, value
from named
where $unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid)
order by not (starts_with(code, $find) or starts_with(name, $find)), case kind when '工单' then 2 else 1 end, kind, code
limit 50
