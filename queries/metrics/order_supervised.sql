-- label: 督办未办结
-- unit: 件
-- over_time: running
-- good: lower
-- cubes: none
-- table: work_order
-- source: 平台工单：督办状态
-- 口径: 统计期末列入督办而未办结的工单件数（存量）；是否督办以最近一次导出为准，自上报之日起算；作废（含重复）的不计入，另列数
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where supervised and reported_at <= as_of
union all
select
    order_no as record, closed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    -1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where supervised and closed_at <= as_of
