-- label: 三清率
-- unit: percent
-- over_time: last
-- good: higher
-- table: census
-- source: 底数排查台账：物业企业数、党员数、党组织数清
-- 口径: 各社区（村）最近一次底数排查中，三项都填齐的占比；合并、更名而名录没写曾用名的社区（村），以前的底数仍计入
select
    r.community_written || '/' || r.channel as record, cast(r.snapshot as timestamp) as at, cast(n.next_snapshot as timestamp) as until,
    r.subdistrict, r.community, r.channel as category,
    case when r.companies is not null and r.members is not null and r.orgs is not null then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_census as r
left join mart_census_day as n
    on n.place = r.place and n.snapshot = r.snapshot
