-- label: 民警兼职委员覆盖率
-- unit: percent
-- over_time: last
-- good: higher
-- table: post
-- source: 任职台账与社区（村）名录：警网融合
-- 口径: 台账截止时，有在任民警兼职委员的社区占名录中社区的比重；村不计入，另列数
select
    c.code as record, a.as_of as at, cast(null as timestamp) as until,
    c.subdistrict, c.code as community,
    case when exists (select 1 from mart_post as p where p.community = c.code and p.role = '社区党组织兼职委员' and p.from_side = '公安' and p.in_post) then 1 else 0 end as numerator,
    1 as denominator,
    case when c.kind = '村' then '村' end as excluded
from mart_community as c
inner join mart_as_of as a
    on a.table_name = 'post'
where c.listed
