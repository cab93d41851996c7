-- 工单的时间先后颠倒（如处置完成早于上报），该工单的时长不计
-- severity: warn
-- table: work_order
select order_no as record, cast(reported_at as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where accepted_at < reported_at or dispatched_at < accepted_at or finished_at < reported_at or closed_at < finished_at
