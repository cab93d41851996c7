-- label: 按期核查率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：按期核查数/应核查数
-- 口径: 以核查时限所在日归期；应核查为核查时限已到的工单，其中不晚于时限核查的计入分子；时限未到、无核查时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(check_due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when checked_at <= check_due_at then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when check_due_at is null then '无核查时限' when check_due_at > as_of then '时限未到' end as excluded
from mart_work_order
