-- 一行一个小区的业委会在一个年度，带所在区域。
select
    r.*,
    p.community,
    p.subdistrict,
    a.as_of
from stg_owners_committee as r
left join mart_as_of as a
    on a.table_name = 'owners_committee'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = ''
