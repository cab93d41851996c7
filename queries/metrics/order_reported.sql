-- label: 诉求量
-- unit: 件
-- over_time: sum
-- good: neutral
-- family: reported
-- default: yes
-- table: work_order
-- source: 平台工单；一个工单编号计一件
-- 口径: 按上报时间归期，统计期内上报的工单件数；作废（含重复）的不计入，另列数
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
