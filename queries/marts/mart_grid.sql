-- 一行一个网格，带它的网格党组织（名册中层级为网格、未撤销的）。
with
organised as (
    select
        n.code,
        min(o.org_code) as org_code
    from stg_party_org as o
    inner join mart_area_name as n
        on n.level = 'grid' and n.written = o.grid_written
    where o.level = '网格' and coalesce(o.status, '') not in ('撤销', '已撤销')
    group by n.code
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
