-- 报道: “亮身份、树形象、作表率”活动
-- expected: 3
-- operator: =
-- unit: 项
with
parts as (
    select kind, theme
    from mart_activity
    where theme like '%亮身份%' or theme like '%树形象%' or theme like '%作表率%'
)
select
    cast(count(*) filter (where theme like '%亮身份%') > 0 as bigint)
    + cast(count(*) filter (where theme like '%树形象%') > 0 as bigint)
    + cast(count(*) filter (where theme like '%作表率%') > 0 as bigint) as computed,
    '活动' || count(*) || '场' as shown
from parts
