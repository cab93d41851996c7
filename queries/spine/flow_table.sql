-- A flow split by a dimension and by periods that follow each other. Reads `records`.
with
periods as (
    select unnest($labels) as period, unnest($starts) as starts, unnest($stops) as stops
)
select
    columns([$dimension]) as label,
    p.period,
    sum(r.numerator) as numerator,
    sum(r.denominator) as denominator
from records as r
inner join periods as p
    on r."at" >= p.starts and r."at" < p.stops
where r.excluded is null
group by 1, 2
