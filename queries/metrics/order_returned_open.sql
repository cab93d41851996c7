-- label: 多次退回未办结
-- unit: 件
-- over_time: running
-- good: lower
-- cubes: none
-- at_cut_off: mart_open_order
-- settles: no
-- table: work_order
-- source: 平台工单：退回次数
-- 口径: 统计期末已上报而未办结、被退回重办两次以上的工单件数（存量）；退回次数以最近一次导出为准；作废（含重复）的不计入，另列数
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where returned >= 2
union all
select
    order_no as record, closed_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    -1 as numerator,
    case when voided then left_out end as excluded
from mart_work_order
where returned >= 2 and closed_at is not null
