-- 网格找不到所属的社区（村），计入“未归属”
-- severity: warn
-- table: grid
select code as record, name as value, cast(null as varchar) as source_file, cast(null as varchar) as source_sheet, cast(null as bigint) as source_row
from mart_grid
where community is null
