-- label: 多次退回件数
-- unit: 件
-- over_time: sum
-- good: lower
-- cubes: none
-- settles: no
-- table: work_order
-- source: 平台工单
-- 口径: 以办结时限所在日归期，被退回重办两次以上的工单件数；无时限和作废（含重复）的不计入，另列数；以后的办理会使以前月份变动，不作更正
select
    order_no as record, coalesce(due_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out when due_at is null then '无时限' end as excluded
from mart_work_order
where returned >= 2
