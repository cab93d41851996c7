-- label: 应办结量
-- unit: 件
-- over_time: sum
-- good: neutral
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：应处置数
-- 口径: 以办结时限所在日归期，时限已到的工单件数；时限未到、无时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' end as excluded
from mart_work_order
