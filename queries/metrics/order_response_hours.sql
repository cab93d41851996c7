-- label: 平均首次联系时长
-- unit: 小时
-- over_time: sum
-- good: lower
-- rank_from: 30
-- per: record
-- cubes: none
-- table: work_order
-- source: 平台工单：首次联系时间
-- 口径: 以首次联系时间归期；从上报到首次联系诉求人的小时数的平均；首次联系早于上报和作废（含重复）的不计入，另列数
select
    order_no as record, first_contact_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    date_diff('second', reported_at, first_contact_at) / 3600.0 as numerator,
    1 as denominator,
    case when voided then left_out when first_contact_at < reported_at then '时间颠倒' end as excluded
from mart_work_order
where first_contact_at is not null
