-- 报道: “邻里议事会”…以每月党日活动为载体
-- expected: 1
-- operator: >=
-- unit: 次/月
with
months as (
    select date_trunc('month', held_at) as month, count(distinct community) as communities
    from mart_activity
    where kind in ('邻里议事会')
    group by date_trunc('month', held_at)
),
span as (
    select date_diff('month', timestamp '2022-01-01', max(as_of)) + 1 as months
    from mart_as_of
    where table_name = 'activity'
)
select
    case when count(*) = max(s.months) then min(m.communities) else 0 end as computed,
    count(distinct m.month) || '个月，每月' || min(m.communities) || '至' || max(m.communities) || '个社区（村）' as shown
from months as m
cross join span as s
