-- label: 办结量
-- unit: 件
-- over_time: sum
-- good: neutral
-- table: work_order
-- source: 平台工单
-- 口径: 按办结时间归期，统计期内办结的工单件数，不论何时上报；作废（含重复）的不计入，另列数
select
    order_no as record, closed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where closed_at is not null
