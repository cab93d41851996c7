-- label: 有效上报率
-- unit: percent
-- over_time: sum
-- good: neutral
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：有效上报数/上报数
-- 口径: 按上报时间归期；上报的工单中没有作废的占比
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when not voided then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_work_order
