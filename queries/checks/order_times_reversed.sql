-- 工单的时间先后颠倒（上报、受理、派单、处置完成、结案应依次不早于前一项），该工单的时长不计
-- severity: warn
-- table: work_order
select order_no as record, cast(reported_at as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where times_reversed
