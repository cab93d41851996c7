-- The records that make up a stock at the end of the period, excluded ones with their reason. Reads `records`.
select
    record,
    min("at") as "at",
    sum(numerator) as numerator,
    cast(null as bigint) as denominator,
    excluded
from records
where $stop is null or "at" < cast($stop as timestamp)
group by record, excluded
having sum(numerator) <> 0 or excluded is not null
order by excluded is not null, "at", record
