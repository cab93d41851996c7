-- 一行一次培训签到，带所在区域。
select
    r.*,
    p.subdistrict,
    a.as_of
from stg_training as r
left join mart_as_of as a
    on a.table_name = 'training'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = ''
    and p.grid_written = ''
