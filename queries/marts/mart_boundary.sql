-- 一行一个边界多边形，带它对应的区域代码和名称：先认编码，再认名称，曾用的也认；编码是别处的行政区划代码时，不按名称认。
-- fit orders polygons that overlap: 0 of its area as it is called today, 1 of a former name or code, 2 of no area of the registers.
with
own as (
    select distinct substr(code, 1, 6) as district
    from mart_area
    where listed and length(code) >= 9 and translate(code, '0123456789', '') = ''
),
-- 花园街道东升社区: of two communities of one name that of the 镇街 in front.
prefixed as (
    select m.level, m.written, max(m.code) as code, min(m.former) = 1 as former
    from mart_area_match as m
    inner join mart_community as c
        on c.code = m.code
    where m.level = 'community' and m.rank = 4 and m.town = c.subdistrict
    group by m.level, m.written
    having count(distinct m.code) = 1
),
elsewhere as (
    select distinct b.code
    from stg_boundary as b
    where
        length(b.code) in (6, 9, 12, 15) and translate(b.code, '0123456789', '') = ''
        and exists (select 1 from own)
        and not exists (select 1 from own as o where o.district = substr(b.code, 1, 6))
),
matched as (
    select
        b.level,
        b.code as boundary_code,
        b.name,
        case when c.code is not null then c.code when e.code is null then coalesce(n.code, p.code) end as code,
        case when c.code is not null then c.former when n.code is not null then n.former else p.former end as former,
        b.geometry,
        b.origin
    from stg_boundary as b
    left join mart_area_name as c
        on c.level = b.level and c.written = b.code and not c.by_slip
    left join mart_area_name as n
        on n.level = b.level and n.written = b.name and not n.by_slip
    left join prefixed as p
        on p.level = b.level and p.written = b.name
    left join elsewhere as e
        on e.code = b.code
)
select
    m.level,
    coalesce(m.code, m.boundary_code) as code,
    coalesce(t.name, m.name, m.boundary_code) as name,
    t.community,
    t.subdistrict,
    m.geometry,
    m.origin,
    case when m.code is null then 2 when m.former then 1 else 0 end as fit
from matched as m
left join mart_area_tree as t
    on t.level = m.level and t.code = m.code
