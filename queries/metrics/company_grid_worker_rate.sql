-- label: 派出兼职网格员企业占比
-- unit: percent
-- over_time: last
-- good: higher
-- table: post
-- source: 任职台账与物业企业台账
-- 口径: 台账截止时，有在任兼职网格员的物业企业占最近一次物业企业台账中企业的比重
select
    c.uscc as record, a.as_of as at, cast(null as timestamp) as until,
    c.subdistrict,
    case when exists (select 1 from mart_post as p where p.company = c.uscc and p.role = '兼职网格员' and p.in_post) then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_property_company as c
inner join mart_as_of as a
    on a.table_name = 'post'
where c.next_snapshot is null
