-- 报道: 少年楼栋长33名
-- expected: 33
-- operator: =
-- unit: 人
select count(*) as computed, '未成年人只计数，不列名' as shown
from mart_post
where role = '楼栋长' and age_group = '少年' and in_post
