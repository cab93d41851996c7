-- What stood at any time in each period: it came before the period's end and had not left before its start. Reads `records`.
with
periods as (
    select unnest($labels) as period, unnest($starts) as starts, unnest($stops) as stops
),
standing as (
    select columns([$dimension]) as label, p.period, r.numerator, r.denominator
    from records as r
    inner join periods as p
        on r."at" < p.stops and (r."at" >= p.starts or r.until is null or r.until >= p.starts)
    where r.excluded is null
)
select
    case when $running then period else label end as label,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from standing
group by 1
