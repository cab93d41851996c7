-- label: 超期未处置
-- unit: 件
-- over_time: running
-- good: lower
-- cubes: none
-- table: work_order
-- source: 数字化城市管理：网格红灯、公众红灯为超期未处置数（按来源展开）
-- 口径: 统计期末时限已过而未处置完成的工单件数（存量）；无时限和作废（含重复）的不计入，另列数；没有处置完成时间的，以结案时间计
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when due_at is null then '无时限' end as excluded
from mart_work_order
where (finished_at is null or finished_at > due_at or due_at is null) and coalesce(due_at, reported_at) <= as_of
union all
select
    order_no as record, finished_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    -1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where finished_at > due_at
