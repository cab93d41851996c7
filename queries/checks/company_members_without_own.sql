-- 物业企业有正式党员3名以上，但没有单独建立党支部
-- severity: warn
-- table: property_company
select uscc as record, cast(members as varchar) as value, source_file, source_sheet, source_row
from mart_property_company
where members >= 3 and next_snapshot is null and (org_code is null or coalesce(setup_mode, '') <> '单独建')
