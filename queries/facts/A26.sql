-- 报道: “网格员+楼栋长+志愿者”服务活动
-- expected: 3
-- operator: =
-- unit: 类
select
    cast(count(*) filter (where role in ('专职网格员', '兼职网格员')) > 0 as bigint)
    + cast(count(*) filter (where role = '楼栋长') > 0 as bigint)
    + cast(count(*) filter (where role = '志愿者') > 0 as bigint) as computed,
    '网格员' || count(*) filter (where role in ('专职网格员', '兼职网格员')) || '人、楼栋长' || count(*) filter (where role = '楼栋长') || '人、志愿者' || count(*) filter (where role = '志愿者') || '人' as shown
from mart_post
where in_post
