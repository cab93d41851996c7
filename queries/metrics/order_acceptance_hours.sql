-- label: 平均受理时长
-- unit: 小时
-- over_time: sum
-- good: lower
-- rank_from: 30
-- per: record
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：平均受理时长；中位数见办理时长表
-- 口径: 以受理时间归期；从上报到受理的小时数的平均；时间颠倒和作废（含重复）的不计入，另列数
select
    order_no as record, accepted_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    date_diff('second', reported_at, accepted_at) / 3600.0 as numerator,
    1 as denominator,
    case when voided then left_out when times_reversed then '时间颠倒' end as excluded
from mart_work_order
where accepted_at is not null
