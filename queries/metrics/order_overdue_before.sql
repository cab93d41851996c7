-- label: 历史超期未结
-- unit: 件
-- over_time: lasting
-- good: lower
-- table: work_order
-- source: 平台工单
-- 口径: 统计期开始以前已经到期、到期末仍未办结的工单件数，不在本期应办结之内；无时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(due_at, reported_at) as at, closed_at as until,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when due_at is null then '无时限' end as excluded
from mart_work_order
where coalesce(due_at, reported_at) <= as_of
