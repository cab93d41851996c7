-- 底数排查的物业企业数、党员数、党组织数没有填齐
-- severity: warn
-- table: census
select community_written || '/' || cast(snapshot as varchar) as record, channel as value, source_file, source_sheet, source_row
from mart_census
where companies is null or members is null or orgs is null
