-- 一行一次交接，按先后编号；没写从哪里来的，就是上一次交接的去处；同一时刻、同一类型、同一去处的只算一次。
with
apart as (
    select
        *,
        row_number() over (partition by order_no, moved_at, kind, to_unit order by source_row) as turn
    from stg_work_order_step
)
select
    order_no,
    row_number() over (partition by order_no order by moved_at, source_row) as seq,
    kind,
    coalesce(from_unit, lag(to_unit) over (partition by order_no order by moved_at, source_row)) as from_unit,
    to_unit,
    moved_at,
    source_file,
    source_sheet,
    source_row
from apart
where turn = 1
