-- label: 响应率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 20
-- cubes: none
-- table: work_order
-- source: 接诉即办“三率”：响应率
-- 口径: 以回访时间归期；有效回访的工单中承办单位联系过诉求人的占比；未回访、无效回访和未记录的不计入，另列数
select
    order_no as record, coalesce(visited_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when contacted then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when visited_at is null then '未回访' when not coalesce(valid_visit, false) then '无效回访' when contacted is null then '是否联系未记录' end as excluded
from mart_work_order
