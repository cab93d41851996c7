-- label: 准确立案率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- cubes: none
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：准确立案数/立案数
-- 口径: 以立案时间归期；立案的工单中标记为准确立案的占比；未记录和作废（含重复）的不计入，另列数
select
    order_no as record, filed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when filed_right then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when filed_right is null then '未记录是否准确' end as excluded
from mart_work_order
where filed_at is not null
