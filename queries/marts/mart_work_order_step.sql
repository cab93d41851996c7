-- 一行一次交接，按先后编号；没写从哪里来的，就是上一次交接的去处。
select
    s.order_no,
    row_number() over (partition by s.order_no order by s.moved_at, s.source_row) as seq,
    s.kind,
    coalesce(s.from_unit, lag(s.to_unit) over (partition by s.order_no order by s.moved_at, s.source_row)) as from_unit,
    s.to_unit,
    s.moved_at,
    s.source_file,
    s.source_sheet,
    s.source_row
from stg_work_order_step as s
