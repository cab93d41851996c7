-- 工单的坐标落在另一个镇街，以写明的镇街为准
-- severity: warn
-- table: work_order
select order_no as record, point_subdistrict as value, source_file, source_sheet, source_row
from mart_work_order
where point_subdistrict <> subdistrict
