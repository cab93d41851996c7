-- label: 派遣量
-- unit: 件
-- over_time: sum
-- good: neutral
-- cubes: none
-- table: work_order
-- source: 平台工单
-- 口径: 按派单时间归期的工单件数；作废（含重复）的不计入，另列数
select
    order_no as record, dispatched_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where dispatched_at is not null
