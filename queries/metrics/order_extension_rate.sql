-- label: 延期率
-- unit: percent
-- over_time: sum
-- good: lower
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 区级评分办法：延期数/应处置数
-- 口径: 以（延期后的）办结时限所在日归期；应处置为时限已到的工单，其中经批准延期的计入分子；时限未到、无时限和作废（含重复）的不计入，另列数
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when extended_to is not null then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' end as excluded
from mart_work_order
