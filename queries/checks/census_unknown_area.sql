-- 底数排查写明了镇街或社区（村），但名录里没有，计入“未归属”
-- severity: warn
-- table: census
select community_written || '/' || cast(snapshot as varchar) as record, concat_ws(' / ', subdistrict_written, community_written) as value, source_file, source_sheet, source_row
from mart_census
where subdistrict is null and concat_ws('', subdistrict_written, community_written) <> ''
