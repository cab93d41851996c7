-- label: 按期办结率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- family: on_time
-- default: yes
-- beside: order_overdue_before
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）按期处置率；退回重办的视为未按期
-- 口径: 以办结时限所在日归期；应办结为时限已到的工单，其中时限内处置完成且未被退回重办的计入分子；时限未到、无时限和作废（含重复）的不计入，另列数；没有处置完成时间的，以结案时间计
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when finished_at <= due_at and coalesce(returned, 0) = 0 then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' end as excluded
from mart_work_order
