-- 应建已建率超过100%：已建而不符合条件的单位被计入
-- severity: must
-- table: property_unit
select unit_code as record, cast(snapshot as varchar) as value, max(source_file) as source_file, max(source_sheet) as source_sheet, max(source_row) as source_row
from mart_property_unit
where eligible
group by unit_code, snapshot
having count(*) > 1
