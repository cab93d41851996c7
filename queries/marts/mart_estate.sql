-- 一行一个小区，带所在区域、物业企业的名称和区别于同名小区的称呼（重名的后面注明社区，社区也同名的注明编码）。
with
companies as (
    select uscc, max(name) as name
    from mart_property_company
    where next_snapshot is null
    group by uscc
)
select
    r.*,
    p.grid,
    p.community,
    p.subdistrict,
    case
        when count(*) over (partition by r.name) = 1 then r.name
        when count(*) over (partition by r.name, coalesce(c.name, r.community_written, '')) = 1 then r.name || '（' || coalesce(c.name, r.community_written, '社区不明') || '）'
        else r.name || '（' || r.estate_code || '）'
    end as label,
    coalesce(f.name, r.company) as company_name,
    a.as_of
from stg_estate as r
left join mart_as_of as a
    on a.table_name = 'estate'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = coalesce(r.grid_written, '')
left join mart_area as c
    on c.level = 'community' and c.code = p.community
left join companies as f
    on f.uscc = r.company
