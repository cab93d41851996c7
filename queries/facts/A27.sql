-- 报道: 配备109名楼栋长
-- expected: 109
-- operator: =
-- unit: 人
select
    count(*) as computed,
    '老年' || count(*) filter (where age_group = '老年') || '人、青年' || count(*) filter (where age_group = '青年') || '人、少年' || count(*) filter (where age_group = '少年') || '人' as shown
from mart_post
where role = '楼栋长' and in_post
