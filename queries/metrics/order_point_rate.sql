-- label: 坐标完整率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 平台数据质量
-- 口径: 按上报时间归期；上报的工单中带有坐标的占比；作废（含重复）的不计入，另列数
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when lng is not null and lat is not null then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out end as excluded
from mart_work_order
