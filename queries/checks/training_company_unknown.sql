-- 培训签到写明的物业企业不在物业企业台账里
-- severity: warn
-- table: training
select t.attendance_id as record, t.company as value, t.source_file, t.source_sheet, t.source_row
from mart_training as t
left join (select distinct uscc from mart_property_company) as c
    on c.uscc = t.company
where t.company is not null and c.uscc is null and exists (select 1 from mart_property_company)
