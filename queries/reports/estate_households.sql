-- Households of every estate and of every property company inside the reader's areas and scope; missing where an estate has no number.
with
inside as (
    select label, company_name, households
    from mart_estate
    where
        ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, label) or list_contains($company_codes, company_name))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
)
select 'estate' as level, label as code, households
from inside
union all
select 'company' as level, company_name as code, case when count(*) = count(households) then sum(households) end as households
from inside
where company_name is not null
group by company_name
