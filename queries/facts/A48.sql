-- 报道: 选聘53名民警任职社区党组织兼职委员
-- expected: 53
-- operator: =
-- unit: 人
select count(distinct person) as computed, '覆盖社区' || count(distinct community) || '个' as shown
from mart_post
where role = '社区党组织兼职委员' and from_side = '公安' and in_post
