-- Companies by way of coverage at the latest ledger of the period.
with
inside as (
    select *
    from mart_property_company
    where
        ($stop is null or snapshot < cast($stop as timestamp))
        and ($everywhere or list_contains($subdistrict_codes, subdistrict))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict))
)
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
from inside
where snapshot = (select max(snapshot) from inside)
order by subdistrict, name
