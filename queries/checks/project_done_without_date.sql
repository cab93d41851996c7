-- 项目状态为已完成，但没有完成日期
-- severity: warn
-- table: project
select project_id as record, status as value, source_file, source_sheet, source_row
from mart_project
where status = '已完成' and done_on is null
