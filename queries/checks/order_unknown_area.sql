-- 工单写明了镇街，但名录里没有这个镇街，计入“未归属”
-- severity: warn
-- table: work_order
select order_no as record, subdistrict_written as value, source_file, source_sheet, source_row
from mart_work_order
where subdistrict is null and subdistrict_written is not null
