-- label: 超期结案率
-- unit: percent
-- over_time: sum
-- good: lower
-- rank_from: 30
-- cubes: none
-- settles: no
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：超期结案数/应结案数
-- 口径: 以办结时限所在日归期；应结案为时限已到的工单，其中超过时限才结案的计入分子；时限未到、无时限和作废（含重复）的不计入，另列数；以后的办理会使以前月份变动，不作更正
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when closed_at > due_at then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' end as excluded
from mart_work_order
