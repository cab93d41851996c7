-- 党组织写明了镇街或社区（村），但名录里没有，计入“未归属”
-- severity: warn
-- table: party_org
select org_code as record, concat_ws(' / ', subdistrict_written, community_written) as value, source_file, source_sheet, source_row
from mart_party_org
where subdistrict is null and concat_ws('', subdistrict_written, community_written) <> ''
