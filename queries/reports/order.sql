-- One order with everything that may be shown of it.
select
    w.order_no,
    w.title,
    w.content,
    w.category,
    w.subcategory,
    w.source,
    w.order_type,
    w.estate,
    w.company,
    s.name as subdistrict,
    c.name as community,
    g.name as grid,
    w.reported_at,
    w.accepted_at,
    w.dispatched_at,
    w.finished_at,
    w.closed_at,
    w.visited_at,
    w.due_at,
    w.due_basis,
    w.extended_to,
    w.on_hold,
    case when coalesce(w.closed_at, w.as_of) > w.due_at then e.ordinal - d.ordinal end as workdays_overdue,
    w.handling_unit,
    w.handling_side,
    w.handling_role,
    w.status,
    w.left_out,
    w.times_reversed,
    w.returned,
    w.urged,
    w.supervised,
    w.instruction,
    w.urgency,
    w.is_hot,
    w.valid_visit,
    w.contacted,
    w.solved,
    w.satisfied,
    w.tags,
    p.place,
    p.orders as same_place,
    w.source_file,
    w.source_sheet,
    w.source_row,
    w.as_of
from mart_work_order as w
left join mart_area as s
    on s.level = 'subdistrict' and s.code = w.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = w.community
left join mart_area as g
    on g.level = 'grid' and g.code = w.grid
left join mart_workday as d
    on d.day = cast(w.due_at as date)
left join mart_workday as e
    on e.day = cast(coalesce(w.closed_at, w.as_of) as date)
left join point_repeat as r
    on r.order_no = w.order_no
left join mart_repeat_place as p
    on p.place = r.place
where
    w.order_no = $order_no
    and ($unscoped or list_contains($scope_subdistrict_codes, w.subdistrict) or list_contains($scope_community_codes, w.community) or list_contains($scope_grid_codes, w.grid))
