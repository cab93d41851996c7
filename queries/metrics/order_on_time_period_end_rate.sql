-- label: 按期办结率（期末口径）
-- unit: percent
-- over_time: carried
-- good: higher
-- rank_from: 30
-- family: on_time
-- beside: order_overdue_before
-- table: work_order
-- source: 按期办结率，以前到期而未办的也算入应办结
-- 口径: 应办结为统计期内到期的工单，加上以前到期、期初仍未处置完成的；其中时限内处置完成且未被退回重办的计入分子；时限未到、无时限和作废（含重复）的不计入，另列数；没有处置完成时间的，以结案时间计
select
    order_no as record, coalesce(due_at, reported_at) as at,
    case when finished_at <= due_at then due_at else finished_at end as until,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when finished_at <= due_at and coalesce(returned, 0) = 0 then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' end as excluded
from mart_work_order
