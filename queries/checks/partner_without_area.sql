-- 共建单位的社区名录里没有，计入“未归属”
-- severity: warn
-- table: partner
select name as record, community_written as value, source_file, source_sheet, source_row
from mart_partner
where community is null
