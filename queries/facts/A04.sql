-- 报道: 两本基础台账（居民、经济实体）
-- expected: 2
-- operator: =
-- unit: 本
select
    cast(count(residents) > 0 as bigint) + cast(count(entities) > 0 as bigint) as computed,
    '居民台账' || sum(residents) || '人，经济实体台账' || sum(entities) || '户' as shown
from mart_census
where snapshot = (select max(snapshot) from mart_census) and channel = '属地'
