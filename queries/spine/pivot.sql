-- A metric by two dimensions at once: sums of a flow over the period, or what stands at its end ($start null, $lasting true where records end). Reads `records`.
select
    columns([$dimension]) as label,
    columns([$across]) as across,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from records
where
    excluded is null
    and ($start is null or "at" >= cast($start as timestamp))
    and ($stop is null or "at" < cast($stop as timestamp))
    and (not $lasting or until is null or ($stop is not null and until >= cast($stop as timestamp)))
group by 1, 2
