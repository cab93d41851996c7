-- The party organisations in force of the chosen areas.
select
    o.name as "党组织",
    o.level as "层级",
    o.kind as "类型",
    s.name as "镇街",
    c.name as "社区",
    o.members as "党员数",
    o.star as "星级",
    o.org_code,
    o.parent
from mart_party_org as o
left join mart_area as s
    on s.level = 'subdistrict' and s.code = o.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = o.community
where
    coalesce(o.status, '') not in ('撤销', '已撤销')
    and ($everywhere or list_contains($subdistrict_codes, o.subdistrict) or list_contains($community_codes, o.community) or list_contains($grid_codes, o.grid))
    and ($unscoped or list_contains($scope_subdistrict_codes, o.subdistrict) or list_contains($scope_community_codes, o.community) or list_contains($scope_grid_codes, o.grid))
order by case o.level when '镇街' then 1 when '社区' then 2 when '小区' then 3 when '楼栋' then 4 when '网格' then 5 else 6 end, o.subdistrict, o.community, o.name
