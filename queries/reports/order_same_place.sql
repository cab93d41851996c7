-- All orders of the place that an order belongs to, its own among them: the same kind of problem within 50 metres in the last 90 days, the newest first.
select
    w.order_no,
    w.title,
    w.category,
    w.reported_at,
    w.closed_at,
    w.handling_unit
from point_repeat as mine
inner join point_repeat as r
    on r.place = mine.place
inner join mart_work_order as w
    on w.order_no = r.order_no
where
    mine.order_no = $order_no
    and ($unscoped or list_contains($scope_subdistrict_codes, w.subdistrict) or list_contains($scope_community_codes, w.community) or list_contains($scope_grid_codes, w.grid))
order by w.reported_at desc, w.order_no
