-- 发展党员的阶段不是申请人、积极分子、发展对象、预备党员、正式党员之一
-- severity: warn
-- table: member_development
select record_id as record, stage as value, source_file, source_sheet, source_row
from mart_member_development
where stage not in ('申请人', '积极分子', '发展对象', '预备党员', '正式党员')
