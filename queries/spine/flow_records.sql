-- The records behind a flow with their group of a dimension; excluded ones with their reason. Reads `records`.
with
labelled as (
    select *, columns([$dimension]) as label
    from records
)
select record, "at", numerator, denominator, excluded, label
from labelled
where
    ($start is null or "at" >= cast($start as timestamp))
    and ($stop is null or "at" < cast($stop as timestamp))
order by excluded is not null, "at", record
