-- 一行一个物业企业或服务项目在一个统计日期。
select
    u.unit_code,
    u.name,
    u.kind,
    u.company,
    p.subdistrict,
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
left join mart_area_place as p
    on p.subdistrict_written = coalesce(u.subdistrict_written, '') and p.community_written = '' and p.grid_written = ''
left join mart_ledger as l
    on l.table_name = 'property_unit'
    and l.snapshot = u.snapshot
    and l.area = coalesce(p.subdistrict, u.subdistrict_written, '')
