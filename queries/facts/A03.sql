-- 报道: 物业企业数清、党员人数清、党组织数清（三清）
-- expected: 3
-- operator: =
-- unit: 类
with
latest as (
    select c.*
    from mart_census as c
    inner join mart_census_day as d
        on d.place = c.place and d.snapshot = c.snapshot
    where d.next_snapshot is null
)
select
    case when count(*) > 0 then cast(count(companies) = count(*) as bigint) + cast(count(members) = count(*) as bigint) + cast(count(orgs) = count(*) as bigint) else 0 end as computed,
    '最近一次排查' || count(*) || '行，物业企业数填' || count(companies) || '行，党员数填' || count(members) || '行，党组织数填' || count(orgs) || '行' as shown
from latest
