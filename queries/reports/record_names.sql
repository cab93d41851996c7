-- What the records of ledgers are called, and where they are: table, record (as the metrics of the table give it), name, town and community.
select 'grid' as table_name, code as record, name, subdistrict, community
from mart_grid
union all
select 'estate', estate_code, label, subdistrict, community
from mart_estate
union all
select 'property_company', uscc, name, subdistrict, null
from mart_property_company
where next_snapshot is null
union all
select 'property_unit', unit_code, name, subdistrict, null
from mart_property_unit
where next_snapshot is null
union all
select 'venue', venue_code, name, subdistrict, community
from mart_venue
union all
select 'party_org', org_code, name, subdistrict, community
from mart_party_org
union all
select 'road_section', section_id, name, subdistrict, community
from mart_road_section
union all
select 'post', c.code, a.name, c.subdistrict, c.code
from mart_community as c
inner join mart_area as a
    on a.level = 'community' and a.code = c.code
