-- Companies by way of coverage at the latest ledger of each 镇街 in the period.
select
    uscc,
    name,
    subdistrict,
    snapshot,
    staff,
    members,
    eligible,
    org_code,
    setup_mode,
    instructor,
    star,
    coverage
from mart_property_company
where
    ($stop is null or snapshot < cast($stop as timestamp))
    and (next_snapshot is null or next_snapshot >= cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, subdistrict))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict))
order by subdistrict, name
