-- 工单流转，一行一次交接：单独报来的流转记录；没有流转记录的工单，看同一编号在工单明细里的多行。
select
    order_no,
    moved_at,
    kind,
    from_unit,
    to_unit,
    source_file,
    source_sheet,
    source_row
from raw_work_order_step
union all
select
    order_no,
    coalesce(dispatched_at, finished_at, closed_at, accepted_at, reported_at) as moved_at,
    step as kind,
    cast(null as varchar) as from_unit,
    handling_unit as to_unit,
    source_file,
    source_sheet,
    source_row
from raw_work_order_chain
where order_no not in (select order_no from raw_work_order_step)
