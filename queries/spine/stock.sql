-- A stock: what came in less what went out, up to the end of the period; split by time it is read at the end of each. Reads `records`.
with
moves as (
    select
        columns([$dimension]) as label,
        sum(numerator) as change
    from records
    where excluded is null and ($stop is null or "at" < cast($stop as timestamp))
    group by 1
)
select
    label,
    case when $running then sum(change) over (order by label) else change end as numerator,
    cast(null as bigint) as denominator
from moves
