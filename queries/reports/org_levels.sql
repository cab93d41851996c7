-- Party organisations by level, with members.
select
    level,
    count(*) as organisations,
    sum(members) as members
from mart_party_org
where
    coalesce(status, '') not in ('撤销', '已撤销')
    and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
group by level
order by case level when '镇街' then 1 when '社区' then 2 when '小区' then 3 when '楼栋' then 4 when '网格' then 5 else 6 end, level
