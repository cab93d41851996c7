-- The records behind a snapshot at the end of the period, excluded ones with their reason. Reads `records`.
select record, "at", numerator, denominator, excluded
from records
where
    ($start is null or "at" is null or "at" >= cast($start as timestamp))
    and ($stop is null or "at" is null or "at" < cast($stop as timestamp))
    and (until is null or until >= cast($stop as timestamp))
order by excluded is not null, record
