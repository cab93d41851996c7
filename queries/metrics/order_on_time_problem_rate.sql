-- label: 按期办结率（不含咨询表扬）
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- family: on_time
-- cubes: none
-- beside: order_overdue_before
-- table: work_order
-- source: 按期办结率，咨询和表扬不是问题
-- 口径: 与按期办结率相同，咨询和表扬的工单不计入，另列数；没有处置完成时间的，以结案时间计
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when finished_at <= due_at and coalesce(returned, 0) = 0 then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' when order_type in ('咨询', '表扬') then order_type end as excluded
from mart_work_order
