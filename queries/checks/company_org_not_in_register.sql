-- 物业企业台账写明的党组织编码不在党组织名册里
-- severity: warn
-- table: property_company
select c.uscc as record, c.org_code as value, c.source_file, c.source_sheet, c.source_row
from mart_property_company as c
left join mart_party_org as o
    on o.org_code = c.org_code
where c.org_code is not null and o.org_code is null and exists (select 1 from mart_party_org)
