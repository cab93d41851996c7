-- Road sections of the chosen areas with their two chiefs, as posts and without names.
select
    p.name as "路段",
    s.name as "镇街",
    c.name as "社区",
    p.length_m as "长度（米）",
    coalesce(p.grid_worker, '缺') as "专职网格员",
    coalesce(p.property_manager, '缺') as "物业管理人"
from mart_road_section as p
left join mart_area as s
    on s.level = 'subdistrict' and s.code = p.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = p.community
where
    ($everywhere or list_contains($subdistrict_codes, p.subdistrict) or list_contains($community_codes, p.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, p.subdistrict) or list_contains($scope_community_codes, p.community))
order by p.name
