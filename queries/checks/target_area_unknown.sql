-- 目标值写明的区域名录里没有，目标不起作用
-- severity: warn
-- table: target
select metric || '/' || period as record, area_written as value, source_file, source_sheet, source_row
from mart_target
where not whole and subdistrict is null
