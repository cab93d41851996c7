-- 一行一个党组织，带所在区域。
select
    o.org_code,
    o.name,
    o.level,
    o.parent,
    o.kind,
    o.setup_mode,
    o.established,
    o.members,
    gn.code as grid,
    coalesce(gt.community, cn.code) as community,
    coalesce(gt.subdistrict, ct.subdistrict, sn.code) as subdistrict,
    o.star,
    o.status,
    a.as_of,
    o.source_file,
    o.source_sheet,
    o.source_row
from stg_party_org as o
left join mart_as_of as a
    on a.table_name = 'party_org'
left join mart_area_name as gn
    on gn.level = 'grid' and gn.written = o.grid_written
left join mart_area_tree as gt
    on gt.level = 'grid' and gt.code = gn.code
left join mart_area_name as cn
    on cn.level = 'community' and cn.written = o.community_written
left join mart_area_tree as ct
    on ct.level = 'community' and ct.code = cn.code
left join mart_area_name as sn
    on sn.level = 'subdistrict' and sn.written = o.subdistrict_written
