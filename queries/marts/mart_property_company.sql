-- 一行一家物业企业在一个统计日期，带覆盖方式：单独覆盖、联合覆盖、仅指导员、空白。
select
    c.uscc,
    c.name,
    p.subdistrict,
    c.subdistrict_written,
    c.snapshot,
    l.next_snapshot,
    c.staff,
    c.members,
    c.eligible,
    c.org_code,
    c.setup_mode,
    c.instructor,
    c.star,
    c.visited_on,
    case
        when c.org_code is not null and c.setup_mode = '单独建' then '单独覆盖'
        when c.org_code is not null then '联合覆盖'
        when c.instructor is not null then '仅指导员'
        else '空白'
    end as coverage,
    c.source_file,
    c.source_sheet,
    c.source_row
from stg_property_company as c
left join mart_area_place as p
    on p.subdistrict_written = coalesce(c.subdistrict_written, '') and p.community_written = '' and p.grid_written = ''
left join mart_ledger as l
    on l.table_name = 'property_company'
    and l.snapshot = c.snapshot
    and l.area = coalesce(p.subdistrict, c.subdistrict_written, '')
