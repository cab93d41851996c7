-- 工单的经度或纬度是0，按坐标定位时不用
-- severity: warn
-- table: work_order
select order_no as record, cast(lng as varchar) || ',' || cast(lat as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where lng = 0 or lat = 0
