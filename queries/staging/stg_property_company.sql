-- 物业企业台账，一行一家企业在一个统计日期。
select
    uscc,
    name,
    subdistrict as subdistrict_written,
    snapshot,
    staff,
    members,
    eligible,
    org_code,
    setup_mode,
    instructor,
    star,
    visited_on,
    import_id,
    source_file,
    source_sheet,
    source_row
from raw_property_company
