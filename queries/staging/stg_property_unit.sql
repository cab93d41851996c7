-- 物业企业与服务项目，一行一个单位在一个统计日期。
select
    unit_code,
    name,
    kind,
    company,
    subdistrict as subdistrict_written,
    snapshot,
    eligible,
    covered,
    setup_mode,
    import_id,
    source_file,
    source_sheet,
    source_row
from raw_property_unit
