-- A snapshot read at the end of the period, split by time at the last ledger of each: a ledger counts from its day until the next of its area. Reads `records`.
with
inside as (
    select *, columns([$dimension]) as label, columns([$period]) as period
    from records
    where
        ($start is null or "at" is null or "at" >= cast($start as timestamp))
        and ($stop is null or "at" is null or "at" < cast($stop as timestamp))
),
ends as (
    select period, max("at") as last_at
    from inside
    group by period
),
standing as (
    select
        case when $running then e.period else i.label end as label,
        case when i.excluded is null then i.numerator else 0 end as numerator,
        case when i.excluded is null then i.denominator else 0 end as denominator
    from inside as i
    inner join ends as e
        on case
            when $running then i."at" <= e.last_at and (i.until is null or i.until > e.last_at)
            else i.until is null or i.until >= cast($stop as timestamp)
        end
)
select
    label,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from standing
group by label
