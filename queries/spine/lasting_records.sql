-- The records that stood before the period and still stand at its end, excluded ones with their reason. Reads `records`.
select record, "at", numerator, denominator, excluded
from records
where
    "at" < cast($start as timestamp)
    and (until is null or ($stop is not null and until >= cast($stop as timestamp)))
order by excluded is not null, "at", record
