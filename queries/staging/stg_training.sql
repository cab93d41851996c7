-- 培训签到，一行一次培训签到。
select
    attendance_id,
    class_name,
    held_on,
    side,
    person,
    company,
    subdistrict as subdistrict_written,
    source_file,
    source_sheet,
    source_row
from raw_training
