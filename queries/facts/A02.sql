-- 报道: “行业+属地”双向排查
-- expected: 2
-- operator: =
-- unit: 方向
select count(distinct channel) as computed, string_agg(distinct channel, '、' order by channel) as shown
from mart_activity
where kind = '摸底排查' and channel <> ''
