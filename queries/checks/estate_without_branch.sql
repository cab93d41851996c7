-- 党组织名册里没有以小区命名的小区党支部
-- severity: warn
-- table: estate
select e.estate_code as record, e.name as value, e.source_file, e.source_sheet, e.source_row
from mart_estate as e
left join mart_party_org as o
    on o.level = '小区' and coalesce(o.community, '') = coalesce(e.community, '') and o.name in (e.name || '党支部', e.name || '党总支', e.name || '小区党支部')
where o.org_code is null and exists (select 1 from mart_party_org as any_org where any_org.level = '小区')
order by e.estate_code
