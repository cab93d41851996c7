-- label: 热点难点办结量
-- unit: 件
-- over_time: sum
-- good: higher
-- cubes: none
-- table: work_order
-- source: 平台工单
-- 口径: 按办结时间归期，列为热点难点的工单办结件数；作废（含重复）的不计入，另列数
select
    order_no as record, closed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where is_hot and closed_at is not null
