-- The orders of one place that comes again, the newest first.
select
    w.order_no,
    w.title,
    w.category,
    w.reported_at,
    w.closed_at,
    w.handling_unit
from (
    select unnest(orders_listed) as order_no
    from mart_repeat_place
    where place = $place
) as r
inner join mart_work_order as w
    on w.order_no = r.order_no
order by w.reported_at desc, w.order_no
