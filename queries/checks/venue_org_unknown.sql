-- 阵地台账写明的党组织编码不在党组织名册里
-- severity: warn
-- table: venue
select v.venue_code as record, v.org_code as value, v.source_file, v.source_sheet, v.source_row
from mart_venue as v
left join mart_party_org as o
    on o.org_code = v.org_code
where v.org_code is not null and o.org_code is null and exists (select 1 from mart_party_org)
