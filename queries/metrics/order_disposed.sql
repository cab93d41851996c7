-- label: 处置量
-- unit: 件
-- over_time: sum
-- good: neutral
-- cubes: none
-- table: work_order
-- source: 平台工单
-- 口径: 按处置完成时间归期的工单件数；作废（含重复）的不计入，另列数；没有处置完成时间的，以结案时间计
select
    order_no as record, finished_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where finished_at is not null
