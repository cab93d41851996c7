-- label: 一次完成率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 12345热线通报口径：未返工结案数/结案数
-- 口径: 按办结时间归期；办结的工单中没有退回重办过的占比；退回次数未记录和作废（含重复）的不计入，另列数
select
    order_no as record, closed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when coalesce(returned, 0) = 0 then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when returned is null then '退回次数未记录' end as excluded
from mart_work_order
where closed_at is not null
