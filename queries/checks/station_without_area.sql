-- 服务站点没有所属镇街，计入“未归属”
-- severity: warn
-- table: station
select station_code as record, subdistrict_written as value, source_file, source_sheet, source_row
from mart_station
where subdistrict is null
