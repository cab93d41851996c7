-- A snapshot read at the latest day of the period (of each period, when split by one). Reads `records`.
with
inside as (
    select *, columns([$dimension]) as label
    from records
    where
        excluded is null
        and ($start is null or "at" is null or "at" >= cast($start as timestamp))
        and ($stop is null or "at" is null or "at" < cast($stop as timestamp))
),
latest as (
    select *, max("at") over (partition by columns([$period])) as latest_at
    from inside
)
select
    label,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator
from latest
where "at" is not distinct from latest_at
group by 1
