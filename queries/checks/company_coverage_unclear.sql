-- 物业企业的党组织编码与组建方式只写了一个，单独覆盖、联合覆盖、仅指导员、空白之和可能有误
-- severity: warn
-- table: property_company
select uscc as record, concat_ws(' / ', org_code, setup_mode) as value, source_file, source_sheet, source_row
from mart_property_company
where (org_code is null) <> (setup_mode is null)
