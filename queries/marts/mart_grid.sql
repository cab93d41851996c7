-- 一行一个网格，带它的网格党组织（名册中层级为网格、未撤销的）。
with
organised as (
    select
        grid as code,
        min(org_code) as org_code
    from mart_party_org
    where level = '网格' and grid is not null and coalesce(status, '') not in ('撤销', '已撤销')
    group by grid
)
select
    t.code,
    t.name,
    t.kind,
    t.grid,
    t.community,
    t.subdistrict,
    t.households,
    t.residents,
    o.org_code,
    a.as_of
from mart_area_tree as t
left join organised as o
    on o.code = t.code
left join mart_as_of as a
    on a.table_name = 'grid'
where t.level = 'grid' and t.listed
