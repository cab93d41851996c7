-- 同一物业企业在同一统计日期出现两次
-- severity: must
-- table: property_company
select uscc as record, cast(snapshot as varchar) as value, max(source_file) as source_file, max(source_sheet) as source_sheet, max(source_row) as source_row
from mart_property_company
group by uscc, snapshot
having count(*) > 1
