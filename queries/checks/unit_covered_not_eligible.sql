-- 单位已建立党组织，但台账写明不符合建组条件，不计入应建已建率
-- severity: warn
-- table: property_unit
select unit_code as record, cast(snapshot as varchar) as value, source_file, source_sheet, source_row
from mart_property_unit
where covered and not eligible
