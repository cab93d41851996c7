-- label: 每千户诉求量
-- unit: 件/千户
-- over_time: sum
-- good: neutral
-- per: households
-- table: work_order
-- source: 平台工单；户数取社区（村）名录，名录没有的取网格台账
-- 口径: 按上报时间归期，统计期内上报的工单件数除以区域的户数，折合每千户；作废（含重复）的不计入，另列数；区域内有社区没有户数的不计算
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
