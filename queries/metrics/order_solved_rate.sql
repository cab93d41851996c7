-- label: 解决率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 20
-- table: work_order
-- source: 接诉即办“三率”
-- 口径: 以回访时间归期；有效回访的工单中回访对象认为已解决的占比，部分解决的不计入分子；未回访和无效回访的不计入，另列数
select
    order_no as record, coalesce(visited_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when solved = '是' then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out when visited_at is null then '未回访' when not coalesce(valid_visit, false) then '无效回访' end as excluded
from mart_work_order
