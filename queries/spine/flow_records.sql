-- The records behind a flow, excluded ones with their reason. Reads `records`.
select record, "at", numerator, denominator, excluded
from records
where
    ($start is null or "at" >= cast($start as timestamp))
    and ($stop is null or "at" < cast($stop as timestamp))
order by excluded is not null, "at", record
