-- Areas of every level, the coarsest first, in official order: by code where a register was delivered, else by number of orders.
with
orders as (
    select subdistrict as code, count(*) as n from mart_work_order group by subdistrict
),
named as (
    select
        t.level,
        t.code,
        t.name,
        t.kind,
        t.community,
        t.subdistrict,
        t.households,
        t.listed,
        case when t.listed then 0 else -coalesce(o.n, 0) end as place,
        count(*) over (partition by t.level, t.name) as same_name
    from mart_area_tree as t
    left join orders as o
        on o.code = t.code and t.level = 'subdistrict'
)
select
    level,
    code,
    name,
    case when same_name > 1 then name || '（' || code || '）' else name end as label,
    kind,
    community,
    subdistrict,
    households,
    listed
from named
order by case level when 'subdistrict' then 1 when 'community' then 2 else 3 end, place, code
