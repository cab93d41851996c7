-- 一行一个工单，带归属地（代码胜过名称，名称胜过坐标，坐标只补空白）和承办镇街。
select
    w.order_no,
    w.source,
    w.order_type,
    w.category,
    w.subcategory,
    w.title,
    w.content,
    w.estate,
    coalesce(gt.code, case when p.community = coalesce(cn.code, p.community) and p.subdistrict = coalesce(sn.code, p.subdistrict) then p.grid end) as grid,
    coalesce(gt.community, cn.code, case when p.subdistrict = coalesce(sn.code, p.subdistrict) then p.community end) as community,
    coalesce(gt.subdistrict, ct.subdistrict, sn.code, p.subdistrict) as subdistrict,
    w.subdistrict_written,
    w.community_written,
    w.grid_written,
    p.subdistrict as point_subdistrict,
    w.lng,
    w.lat,
    w.reported_at,
    w.accepted_at,
    w.dispatched_at,
    w.due_at,
    w.finished_at,
    w.closed_at,
    w.visited_at,
    w.handling_unit,
    w.handling_side,
    hn.code as handling_subdistrict,
    w.status,
    coalesce(w.status = '作废', false) as voided,
    w.is_hot,
    w.returned,
    w.urged,
    w.valid_visit,
    w.contacted,
    w.solved,
    w.satisfied,
    a.as_of,
    w.source_file,
    w.source_sheet,
    w.source_row
from stg_work_order as w
left join mart_as_of as a
    on a.table_name = 'work_order'
left join mart_area_name as gn
    on gn.level = 'grid' and gn.written = w.grid_written
left join mart_area_tree as gt
    on gt.level = 'grid' and gt.code = gn.code
left join mart_area_name as cn
    on cn.level = 'community' and cn.written = w.community_written
left join mart_area_tree as ct
    on ct.level = 'community' and ct.code = cn.code
left join mart_area_name as sn
    on sn.level = 'subdistrict' and sn.written = w.subdistrict_written
left join mart_area_name as hn
    on hn.level = 'subdistrict' and hn.written = coalesce(w.handling_written, w.handling_unit)
left join mart_point_place as p
    on p.import_id = w.import_id and p.source_row = w.source_row
