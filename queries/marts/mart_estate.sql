-- 一行一个小区，带所在区域。
select
    r.*,
    p.grid,
    p.community,
    p.subdistrict,
    a.as_of
from stg_estate as r
left join mart_as_of as a
    on a.table_name = 'estate'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = coalesce(r.grid_written, '')
