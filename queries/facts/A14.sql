-- 报道: 每年举办区级“两企三新”党组织书记、党务工作者示范培训班
-- expected: 1
-- operator: >=
-- unit: 期/年
with
years as (
    select date_part('year', held_at) as year, count(*) as classes
    from mart_activity
    where kind = '培训' and theme like '%示范培训班%'
    group by date_part('year', held_at)
)
select
    case when count(*) = date_part('year', max(w.as_of)) - 2021 then min(y.classes) else 0 end as computed,
    string_agg(cast(y.year as bigint) || '年' || y.classes || '期', '、' order by y.year) as shown
from years as y
cross join (select as_of from mart_as_of where table_name = 'activity') as w
