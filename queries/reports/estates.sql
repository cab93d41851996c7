-- The estates of the chosen areas with what is known of each; `branch` is whether the register has a party branch of its name.
select
    e.label as "小区",
    s.name as "镇街",
    c.name as "社区",
    e.manage_mode as "管理方式",
    e.company_name as "物业企业",
    e.households as "户数",
    case when e.residents > 0 then e.elderly * 1.0 / e.residents end as "老年人口占比",
    case when e.old then coalesce(e.renovation, '老旧小区') else '' end as "老旧改造",
    case when e.friendly then '是' else '' end as "友好小区",
    e.estate_code
from mart_estate as e
left join mart_area as s
    on s.level = 'subdistrict' and s.code = e.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = e.community
where
    ($everywhere or list_contains($subdistrict_codes, e.subdistrict) or list_contains($community_codes, e.community) or list_contains($grid_codes, e.grid) or list_contains($estate_codes, e.label) or list_contains($company_codes, e.company_name))
    and ($unscoped or list_contains($scope_subdistrict_codes, e.subdistrict) or list_contains($scope_community_codes, e.community) or list_contains($scope_grid_codes, e.grid))
order by e.subdistrict, e.community, e.label
