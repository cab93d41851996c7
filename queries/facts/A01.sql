-- 报道: 每年至少集中开展一次摸底排查
-- expected: 1
-- operator: >=
-- unit: 次/年
with
years as (
    select date_part('year', held_at) as year, count(*) as surveys
    from mart_activity
    where kind = '摸底排查'
    group by date_part('year', held_at)
)
select
    case when count(*) = date_part('year', max(w.as_of)) - 2021 then min(y.surveys) else 0 end as computed,
    string_agg(cast(y.year as bigint) || '年' || y.surveys || '次', '、' order by y.year) as shown
from years as y
cross join (select as_of from mart_as_of where table_name = 'activity') as w
