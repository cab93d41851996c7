-- What stood before each period and still at its end. Reads `records`.
with
periods as (
    select unnest($labels) as period, unnest($starts) as starts, unnest($stops) as stops
),
standing as (
    select columns([$dimension]) as label, p.period, r.numerator
    from records as r
    inner join periods as p
        on r."at" < p.starts and (r.until is null or r.until >= p.stops)
    where r.excluded is null
)
select
    case when $running then period else label end as label,
    sum(numerator) as numerator,
    cast(null as bigint) as denominator
from standing
group by 1
