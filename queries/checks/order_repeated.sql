-- 同一工单编号在一个版本里出现两次
-- severity: must
-- table: work_order
select order_no as record, cast(count(*) as varchar) as value, max(source_file) as source_file, max(source_sheet) as source_sheet, max(source_row) as source_row
from mart_work_order
group by order_no
having count(*) > 1
