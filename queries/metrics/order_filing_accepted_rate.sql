-- label: 立案率（受理口径）
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- family: filing
-- cubes: none
-- settles: no
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：立案数/受理数
-- 口径: 按上报时间归期；已受理的工单（不予立案等作废的也算）中已立案的占比；没有受理时间和没有立案信息的不计入，另列数；以后的办理会使以前月份变动，不作更正
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when filed_at is not null and not voided then 1 else 0 end as numerator,
    1 as denominator,
    case when accepted_at is null then '没有受理时间' when filed_at is null and file_due_at is null and not voided then '没有立案信息' end as excluded
from mart_work_order
