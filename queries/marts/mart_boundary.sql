-- 一行一个边界多边形，带它对应的区域代码和名称。
select
    b.level,
    coalesce(n.code, b.code) as code,
    coalesce(t.name, b.name, b.code) as name,
    t.community,
    t.subdistrict,
    b.geometry,
    b.origin
from stg_boundary as b
left join mart_area_name as n
    on n.level = b.level and n.written = b.code
left join mart_area_tree as t
    on t.level = n.level and t.code = n.code
