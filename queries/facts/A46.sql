-- 报道: 多名小区党支部书记、党小组长和楼长担任小区业主代表
-- expected: 多
-- operator: >=
-- unit: 人
with
sides as (
    select from_side, count(*) as people
    from mart_post
    where role = '业主代表' and from_side in ('小区党支部书记', '党小组长', '楼长') and in_post
    group by from_side
)
select case when count(*) = 3 then min(people) else 0 end as computed, string_agg(from_side || people || '人', '、' order by from_side) as shown
from sides
