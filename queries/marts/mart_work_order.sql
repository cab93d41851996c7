-- 一行一个工单，带归属地（代码胜过名称，名称胜过坐标，坐标只补空白）、承办镇街和时限（经批准延期的，以延期后时限为准）。
select
    w.order_no,
    w.source,
    w.order_type,
    w.category,
    w.subcategory,
    w.title,
    w.content,
    w.estate,
    coalesce(l.grid, case when p.community = coalesce(l.community, p.community) and p.subdistrict = coalesce(l.subdistrict, p.subdistrict) then p.grid end) as grid,
    coalesce(l.community, case when p.subdistrict = coalesce(l.subdistrict, p.subdistrict) then p.community end) as community,
    coalesce(l.subdistrict, p.subdistrict) as subdistrict,
    coalesce(l.disagrees, false) as area_disagrees,
    coalesce(l.community_unknown, false) as community_unknown,
    w.subdistrict_written,
    w.community_written,
    w.grid_written,
    p.subdistrict as point_subdistrict,
    w.lng,
    w.lat,
    w.reported_at,
    w.accepted_at,
    w.dispatched_at,
    coalesce(w.extended_to, w.due_at) as due_at,
    w.due_at as due_first,
    w.extended_to,
    coalesce(w.on_hold, false) as on_hold,
    w.finished_at,
    w.closed_at,
    w.visited_at,
    w.handling_unit,
    w.handling_side,
    h.subdistrict as handling_subdistrict,
    w.status,
    coalesce(w.status = '作废', false) as voided,
    w.is_hot,
    w.returned,
    w.urged,
    w.valid_visit,
    w.contacted,
    w.solved,
    w.satisfied,
    w.has_photo,
    w.tags,
    a.as_of,
    w.source_file,
    w.source_sheet,
    w.source_row
from stg_work_order as w
left join mart_as_of as a
    on a.table_name = 'work_order'
left join mart_area_place as l
    on l.subdistrict_written = coalesce(w.subdistrict_written, '')
    and l.community_written = coalesce(w.community_written, '')
    and l.grid_written = coalesce(w.grid_written, '')
left join mart_area_place as h
    on h.subdistrict_written = coalesce(w.handling_written, w.handling_unit, '') and h.community_written = '' and h.grid_written = ''
left join mart_point_place as p
    on p.import_id = w.import_id and p.source_row = w.source_row
