-- label: 立案率（受理口径）
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- family: filing
-- cubes: none
-- settles: no
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：立案数/受理数，分母待现场确认的另一种口径
-- 口径: 按上报时间归期；已受理的工单中已立案的占比；没有受理时间和作废的不计入，另列数；以后的办理会使以前月份变动，不作更正
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    case when filed_at is not null then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then '作废' when accepted_at is null then '没有受理时间' end as excluded
from mart_work_order
