-- 同一级的两个边界互相重叠，重叠处的点位只算给其中一个，请核对图形
-- severity: warn
-- table: boundary
select name as record, '与' || other || '重叠' as value, cast(null as varchar) as source_file, cast(null as varchar) as source_sheet, cast(null as bigint) as source_row
from mart_boundary_fault
where fault = 'overlap'
