-- 一行一个社区的一家共建单位，带所在区域。
select
    r.*,
    p.community,
    p.subdistrict,
    a.as_of
from stg_partner as r
left join mart_as_of as a
    on a.table_name = 'partner'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = ''
