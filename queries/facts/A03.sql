-- 报道: 物业企业数清、党员人数清、党组织数清（三清）
-- expected: 3
-- operator: =
-- unit: 类
with
latest as (
    select *
    from mart_census
    where snapshot = (select max(snapshot) from mart_census)
)
select
    case when count(*) > 0 then cast(count(companies) = count(*) as bigint) + cast(count(members) = count(*) as bigint) + cast(count(orgs) = count(*) as bigint) else 0 end as computed,
    '最近一次排查' || count(*) || '行，物业企业数填' || count(companies) || '行，党员数填' || count(members) || '行，党组织数填' || count(orgs) || '行' as shown
from latest
