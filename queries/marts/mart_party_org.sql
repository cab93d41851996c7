-- 一行一个党组织，带所在区域；撤销日期已到的，状态为已撤销。
select
    o.org_code,
    o.name,
    o.level,
    o.parent,
    o.kind,
    o.setup_mode,
    o.established,
    o.members,
    p.grid,
    p.community,
    p.subdistrict,
    o.star,
    case when cast(o.until as timestamp) <= a.as_of then '已撤销' else o.status end as status,
    o.until,
    o.subdistrict_written,
    o.community_written,
    a.as_of,
    o.source_file,
    o.source_sheet,
    o.source_row
from stg_party_org as o
left join mart_as_of as a
    on a.table_name = 'party_org'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(o.subdistrict_written, '')
    and p.community_written = coalesce(o.community_written, '')
    and p.grid_written = coalesce(o.grid_written, '')
