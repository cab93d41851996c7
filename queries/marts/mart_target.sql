-- 一行一个指标在一个区域、一个时段的目标值；没写区域的是全区的目标。
select
    r.*,
    p.subdistrict,
    coalesce(r.area_written, '') = '' as whole,
    a.as_of
from stg_target as r
left join mart_as_of as a
    on a.table_name = 'target'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.area_written, '')
    and p.community_written = ''
    and p.grid_written = ''
