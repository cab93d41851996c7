-- label: 超期未办结
-- unit: 件
-- over_time: running
-- good: lower
-- table: work_order
-- source: 平台工单
-- 口径: 统计期末时限已过而未办结的工单件数（存量）；无时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when due_at is null then '无时限' end as excluded
from mart_work_order
where (closed_at is null or closed_at > due_at or due_at is null) and coalesce(due_at, reported_at) <= as_of
union all
select
    order_no as record, closed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    -1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where closed_at > due_at
