-- 工单的经纬度颠倒了（经度一栏是纬度），按坐标定位时不用
-- severity: warn
-- table: work_order
select order_no as record, cast(lng as varchar) || ',' || cast(lat as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where lng between 18 and 54 and lat between 73 and 136
