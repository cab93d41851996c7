-- label: 图片完整率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 平台数据质量
-- 口径: 按上报时间归期；上报的工单中附有图片的占比；未记录和作废（含重复）的不计入，另列数
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when has_photo then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when has_photo is null then '是否有图片未记录' end as excluded
from mart_work_order
