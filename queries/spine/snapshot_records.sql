-- The records behind a snapshot at its latest day, excluded ones with their reason. Reads `records`.
with
inside as (
    select record, "at", numerator, denominator, excluded
    from records
    where
        ($start is null or "at" is null or "at" >= cast($start as timestamp))
        and ($stop is null or "at" is null or "at" < cast($stop as timestamp))
)
select record, "at", numerator, denominator, excluded
from inside
where "at" is not distinct from (select max("at") from inside where excluded is null)
order by excluded is not null, record
