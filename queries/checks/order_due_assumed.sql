-- 工单没有办结时限，该年的节假日安排也没有，时限按周一至周五推算
-- severity: warn
-- table: work_order
select order_no as record, cast(due_at as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where due_basis = '按周一至周五推算'
