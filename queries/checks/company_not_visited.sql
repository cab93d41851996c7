-- 党建指导员两个月没有走访所联系的物业企业
-- severity: warn
-- table: property_company
select uscc as record, cast(visited_on as varchar) as value, source_file, source_sheet, source_row
from mart_property_company
where instructor is not null and next_snapshot is null and visited_on < snapshot - interval '2 months'
