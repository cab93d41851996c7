-- The hand-overs of one order, in their order.
select seq, kind, from_unit, to_unit, moved_at, source_file, source_sheet, source_row
from mart_work_order_step
where order_no = $order_no
order by seq
