-- 一行一条服务记录，带所在区域。
select
    r.*,
    p.community,
    p.subdistrict
from stg_service_record as r
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = ''
