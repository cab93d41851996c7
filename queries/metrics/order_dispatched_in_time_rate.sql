-- label: 按期派遣率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：按期派遣数/应派遣数
-- 口径: 以派遣时限所在日归期；应派遣为派遣时限已到的工单，其中不晚于时限派遣的计入分子；时限未到、无派遣时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(dispatch_due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when dispatched_at <= dispatch_due_at then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when dispatch_due_at is null then '无派遣时限' when dispatch_due_at > as_of then '时限未到' end as excluded
from mart_work_order
