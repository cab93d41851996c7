-- 镇街、社区（村）的名称写了别字，名录中只有一个读得通，已按它计入
-- severity: warn
-- table: subdistrict
select written as record, '按' || name || '计入（' || why || '）' as value, cast(null as varchar) as source_file, cast(null as varchar) as source_sheet, cast(null as bigint) as source_row
from mart_area_read_as
