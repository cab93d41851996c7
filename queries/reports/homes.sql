-- Estates and property companies that orders can be asked for: level, code (as orders carry it), name, the place they lie in.
select
    'estate' as level,
    label as code,
    label as name,
    label,
    grid,
    community,
    subdistrict
from mart_estate
union all
select 'company', company_name, company_name, company_name, null, null, case when min(subdistrict) = max(subdistrict) then min(subdistrict) end
from mart_estate
where company_name is not null
group by company_name
order by level desc, code
