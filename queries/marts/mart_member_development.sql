-- 一行一个人的一个发展阶段，带所在区域。
select
    r.*,
    p.subdistrict,
    a.as_of
from stg_member_development as r
left join mart_as_of as a
    on a.table_name = 'member_development'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = ''
    and p.grid_written = ''
