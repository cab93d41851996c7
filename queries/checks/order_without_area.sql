-- 工单没有写明镇街，也没有可用的坐标，计入“未归属”
-- severity: warn
-- table: work_order
select order_no as record, cast(null as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where subdistrict is null and subdistrict_written is null
