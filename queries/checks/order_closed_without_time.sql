-- 工单状态为已办结，但没有结案时间，不计入办结量
-- severity: warn
-- table: work_order
select order_no as record, status as value, source_file, source_sheet, source_row
from mart_work_order
where status = '已办结' and closed_at is null
