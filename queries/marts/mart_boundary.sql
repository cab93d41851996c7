-- 一行一个边界多边形（boundary_code 是它自己的编码），带它对应的区域代码和名称：先认编码，编码认不出的认名称，曾用的也认。
with
named as (
    select
        b.level,
        b.code as boundary_code,
        b.name,
        coalesce(c.code, n.code) as code,
        b.geometry,
        b.origin
    from stg_boundary as b
    left join mart_area_name as c
        on c.level = b.level and c.written = b.code
    left join mart_area_name as n
        on n.level = b.level and n.written = b.name
)
select
    b.level,
    b.boundary_code,
    coalesce(b.code, b.boundary_code) as code,
    coalesce(t.name, b.name, b.boundary_code) as name,
    t.community,
    t.subdistrict,
    b.geometry,
    b.origin
from named as b
left join mart_area_tree as t
    on t.level = b.level and t.code = b.code
