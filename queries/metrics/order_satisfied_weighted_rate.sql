-- label: 满意率（基本满意计0.9）
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 20
-- family: satisfied
-- cubes: none
-- table: work_order
-- source: 接诉即办“三率”：满意率，基本满意按0.9计
-- 口径: 以回访时间归期；有效回访的工单中非常满意、满意各计1，基本满意计0.9；未回访和无效回访的不计入，另列数
select
    order_no as record, coalesce(visited_at, reported_at) as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when satisfied in ('非常满意', '满意') then 1.0 when satisfied = '基本满意' then 0.9 else 0.0 end as numerator,
    1 as denominator,
    case when voided then left_out when visited_at is null then '未回访' when not coalesce(valid_visit, false) then '无效回访' end as excluded
from mart_work_order
