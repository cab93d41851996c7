-- 报道: 青年楼栋长36名
-- expected: 36
-- operator: =
-- unit: 人
select count(*) as computed, '分布在' || count(distinct community) || '个社区' as shown
from mart_post
where role = '楼栋长' and age_group = '青年' and in_post
