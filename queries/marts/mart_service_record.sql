-- 一行一条服务记录，带所在区域。
select
    r.*,
    cn.code as community,
    coalesce(ct.subdistrict, sn.code) as subdistrict
from stg_service_record as r
left join mart_area_name as cn
    on cn.level = 'community' and cn.written = r.community_written
left join mart_area_tree as ct
    on ct.level = 'community' and ct.code = cn.code
left join mart_area_name as sn
    on sn.level = 'subdistrict' and sn.written = r.subdistrict_written
