-- 一行一个区域，带它所在的社区和镇街的代码（自身也算）。
with
above as (
    select
        a.level,
        a.code,
        a.name,
        a.kind,
        a.households,
        a.residents,
        a.listed,
        n.code as parent
    from mart_area as a
    left join mart_area_name as n
        on n.written = a.parent_written
        and n.level = case a.level when 'grid' then 'community' when 'community' then 'subdistrict' end
)
select
    a.level,
    a.code,
    a.name,
    a.kind,
    a.households,
    a.residents,
    a.listed,
    case a.level when 'grid' then a.code end as grid,
    case a.level when 'grid' then a.parent when 'community' then a.code end as community,
    case a.level when 'grid' then p.parent when 'community' then a.parent when 'subdistrict' then a.code end as subdistrict
from above as a
left join above as p
    on a.level = 'grid' and p.level = 'community' and p.code = a.parent
