-- label: 有效回访量
-- unit: 件
-- over_time: sum
-- good: neutral
-- cubes: none
-- table: work_order
-- source: 平台工单
-- 口径: 按回访时间归期，有效回访的工单件数；无效回访和作废（含重复）的不计入，另列数
select
    order_no as record, visited_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when not coalesce(valid_visit, false) then '无效回访' end as excluded
from mart_work_order
where visited_at is not null
