-- label: 退回重办率
-- unit: percent
-- over_time: sum
-- good: lower
-- rank_from: 30
-- family: returned
-- default: yes
-- settles: no
-- table: work_order
-- source: 数字化城市管理绩效评价返工率（返工数/应结案数）
-- 口径: 以办结时限所在日归期；应办结工单中被退回重办过的占比，次数以退回次数为准，没有的看流转记录中的退回、再派；时限未到、无时限、退回次数未记录和作废（含重复）的不计入，另列数；以后的办理会使以前月份变动，不作更正
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when returned > 0 then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when due_at is null then '无时限' when due_at > as_of then '时限未到' when returned is null then '退回次数未记录' end as excluded
from mart_work_order
