-- 工单没有办结时限，时限天数不在1到3650之间或者时限单位不认识，没有推算时限
-- severity: warn
-- table: work_order
select order_no as record, limit_written as value, source_file, source_sheet, source_row
from mart_work_order
where limit_written is not null and due_at is null
