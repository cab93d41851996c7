-- label: 延期件数
-- unit: 件
-- over_time: sum
-- good: lower
-- cubes: none
-- table: work_order
-- source: 平台工单
-- 口径: 以延期后的办结时限所在日归期，经批准延期的工单件数；作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where extended_to is not null
