-- 路段没有配齐网格员、物业管理人两名路长
-- severity: warn
-- table: road_section
select section_id as record, name as value, source_file, source_sheet, source_row
from mart_road_section
where grid_worker is null or property_manager is null
