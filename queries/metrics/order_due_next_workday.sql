-- label: 下一工作日到期
-- unit: 件
-- over_time: running
-- good: lower
-- cubes: none
-- at_cut_off: mart_open_order
-- settles: no
-- table: work_order
-- source: 平台工单；节假日安排
-- 口径: 统计期末当日之后、到下一个工作日为止到期而尚未办结的工单件数（存量）；期末为24时的，当日指次日；挂账、经批准延期和作废（含重复）的不计入，另列数
select
    order_no as record, greatest(coalesce(working_before, cast(due_at - interval 1 second as date) - 1) - interval 1 second, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when on_hold then '挂账' when extended_to is not null then '经批准延期' end as excluded
from mart_work_order
left join mart_workday
    on day = cast(due_at - interval 1 second as date)
where
    due_at is not null
    and greatest(coalesce(working_before, cast(due_at - interval 1 second as date) - 1) - interval 1 second, reported_at) < least(cast(due_at - interval 1 second as date) - interval 1 second, coalesce(closed_at, due_at))
    and greatest(coalesce(working_before, cast(due_at - interval 1 second as date) - 1) - interval 1 second, reported_at) <= as_of
union all
select
    order_no as record, least(cast(due_at - interval 1 second as date) - interval 1 second, coalesce(closed_at, due_at)) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    -1 as numerator,
    case when voided then left_out when on_hold then '挂账' when extended_to is not null then '经批准延期' end as excluded
from mart_work_order
left join mart_workday
    on day = cast(due_at - interval 1 second as date)
where
    due_at is not null
    and greatest(coalesce(working_before, cast(due_at - interval 1 second as date) - 1) - interval 1 second, reported_at) < least(cast(due_at - interval 1 second as date) - interval 1 second, coalesce(closed_at, due_at))
    and least(cast(due_at - interval 1 second as date) - interval 1 second, coalesce(closed_at, due_at)) <= as_of
