-- A flow over a period: sums the records whose time lies in it. Reads `records`.
select
    columns([$dimension]) as label,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from records
where
    excluded is null
    and ($start is null or "at" >= cast($start as timestamp))
    and ($stop is null or "at" < cast($stop as timestamp))
group by 1
