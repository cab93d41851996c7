-- 边界的轮廓自相交，或各部分互相重叠，已自动修复后使用，请核对图形
-- severity: warn
-- table: boundary
select name as record, other as value, cast(null as varchar) as source_file, cast(null as varchar) as source_sheet, cast(null as bigint) as source_row
from mart_boundary_fault
where fault = 'crossed'
