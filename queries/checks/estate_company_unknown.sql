-- 小区台账写明的物业企业不在物业企业台账里
-- severity: warn
-- table: estate
select e.estate_code as record, e.company as value, e.source_file, e.source_sheet, e.source_row
from mart_estate as e
left join (select distinct uscc from mart_property_company) as c
    on c.uscc = e.company
where e.company is not null and c.uscc is null and exists (select 1 from mart_property_company)
