-- The latest ledger of each 镇街 up to the end of the period.
select
    area,
    max(snapshot) as snapshot
from mart_ledger
where
    table_name = $table
    and ($stop is null or snapshot < cast($stop as timestamp))
    and (next_snapshot is null or next_snapshot >= cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, area))
    and ($unscoped or list_contains($scope_subdistrict_codes, area))
group by area
order by area
