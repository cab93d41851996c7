-- The records behind what stood at any time in the period, excluded ones with their reason. Reads `records`.
select record, "at", numerator, denominator, excluded
from records
where
    ($stop is null or "at" < cast($stop as timestamp))
    and ($start is null or "at" >= cast($start as timestamp) or until is null or until >= cast($start as timestamp))
order by excluded is not null, "at", record
