-- label: 平均处置时长
-- unit: 小时
-- over_time: sum
-- good: lower
-- rank_from: 30
-- per: record
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：平均处置时长；中位数和P90见办理时长表
-- 口径: 以处置完成时间归期；从派单（没有派单时间的从受理、上报）到处置完成的小时数的平均；时间颠倒和作废（含重复）的不计入，另列数；没有处置完成时间的，以结案时间计
select
    order_no as record, finished_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    date_diff('second', limit_from, finished_at) / 3600.0 as numerator,
    1 as denominator,
    case when voided then left_out when times_reversed then '时间颠倒' end as excluded
from mart_work_order
where finished_at is not null
