-- label: 处置率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- settles: no
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：处置数/应处置数
-- 口径: 以办结时限所在日归期；应处置为时限已到的工单，其中已处置完成的计入分子；时限未到、无时限和作废（含重复）的不计入，另列数；以后的办理会使以前月份变动，不作更正；没有处置完成时间的，以结案时间计
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when finished_at is not null then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' end as excluded
from mart_work_order
