-- 一行一个边界多边形，带它对应的区域代码和名称。
select
    case b.level when '镇街' then 'subdistrict' when '社区' then 'community' when '村' then 'community' when '网格' then 'grid' else b.level end as level,
    coalesce(n.code, b.code) as code,
    coalesce(t.name, b.name, b.code) as name,
    t.community,
    t.subdistrict,
    b.geometry,
    b.origin
from stg_boundary as b
left join mart_area_name as n
    on n.written = b.code
    and n.level = case b.level when '镇街' then 'subdistrict' when '社区' then 'community' when '村' then 'community' when '网格' then 'grid' else b.level end
left join mart_area_tree as t
    on t.level = n.level and t.code = n.code
