-- 发展党员台账，一行一个人的一个发展阶段。
select
    record_id,
    person,
    stage,
    company,
    subdistrict as subdistrict_written,
    stage_on,
    source_file,
    source_sheet,
    source_row
from raw_member_development
