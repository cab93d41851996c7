-- label: 按期核实率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：按期核实数/应核实数
-- 口径: 以核实时限所在日归期；应核实为核实时限已到的工单，其中不晚于时限核实的计入分子；时限未到、无核实时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(verify_due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when verified_at <= verify_due_at then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when verify_due_at is null then '无核实时限' when verify_due_at > as_of then '时限未到' end as excluded
from mart_work_order
