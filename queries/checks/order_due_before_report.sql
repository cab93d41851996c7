-- 工单的办结时限早于上报时间
-- severity: warn
-- table: work_order
select order_no as record, cast(due_at as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where due_at < reported_at
