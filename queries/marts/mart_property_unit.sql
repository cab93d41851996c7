-- 一行一个物业企业或服务项目在一个统计日期。
select
    u.unit_code,
    u.name,
    u.kind,
    u.company,
    n.code as subdistrict,
    u.subdistrict_written,
    u.snapshot,
    l.next_snapshot,
    u.eligible,
    u.covered,
    u.setup_mode,
    u.source_file,
    u.source_sheet,
    u.source_row
from stg_property_unit as u
left join mart_area_name as n
    on n.level = 'subdistrict' and n.written = u.subdistrict_written
left join mart_ledger as l
    on l.table_name = 'property_unit'
    and l.snapshot = u.snapshot
    and l.area = coalesce(n.code, u.subdistrict_written, '')
