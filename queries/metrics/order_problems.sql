-- label: 问题量
-- unit: 件
-- over_time: sum
-- good: neutral
-- family: reported
-- cubes: none
-- table: work_order
-- source: 平台工单；诉求量中属于问题的部分
-- 口径: 按上报时间归期，统计期内上报的工单件数，咨询和表扬不是问题，与作废的一起不计入，另列数；没写工单类型的计入
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when order_type in ('咨询', '表扬') then order_type end as excluded
from mart_work_order
