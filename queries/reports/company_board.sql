-- Property companies at the latest ledger of the period, with their organisation, who leads it, its venue, its star. `standards` holds what the venue has of the six.
with
led as (
    select org_code, count(*) as secretaries
    from mart_post
    where in_post and role like '%书记' and org_code is not null
    group by org_code
),
venues as (
    select org_code, min(standards) as standards
    from mart_venue
    where kind = '活动场所' and org_code is not null
    group by org_code
)
select
    c.uscc,
    c.name,
    s.name as town,
    c.coverage,
    o.name as organisation,
    c.org_code is not null as organised,
    coalesce(l.secretaries, 0) > 0 as led,
    c.instructor is not null as instructed,
    c.star,
    c.members,
    c.staff,
    v.standards
from mart_property_company as c
left join mart_party_org as o
    on o.org_code = c.org_code
left join led as l
    on l.org_code = c.org_code
left join venues as v
    on v.org_code = c.org_code
left join mart_area as s
    on s.level = 'subdistrict' and s.code = c.subdistrict
where
    ($stop is null or c.snapshot < cast($stop as timestamp))
    and (c.next_snapshot is null or c.next_snapshot >= cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, c.subdistrict) or list_contains($company_codes, c.name))
    and ($unscoped or list_contains($scope_subdistrict_codes, c.subdistrict))
order by c.subdistrict, c.name
