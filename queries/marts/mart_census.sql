-- 一行一个社区在一个排查日期、一个渠道的底数，带所在区域。
select
    r.*,
    p.community,
    p.subdistrict,
    coalesce(p.community, r.subdistrict_written || '/' || r.community_written, r.community_written) as place,
    a.as_of
from stg_census as r
left join mart_as_of as a
    on a.table_name = 'census'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = ''
