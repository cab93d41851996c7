-- 工单的时间先后颠倒（受理、派单不早于上报，处置完成不早于受理和派单，结案不早于处置完成），该工单的时长不计
-- severity: warn
-- table: work_order
select order_no as record, cast(reported_at as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where times_reversed
