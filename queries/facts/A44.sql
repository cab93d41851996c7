-- 报道: 6名物业管理人任街道、社区兼职委员
-- expected: 6
-- operator: =
-- unit: 人
select count(distinct person) as computed, '来自物业企业' || count(distinct company) || '家' as shown
from mart_post
where role = '街道社区兼职委员' and from_side = '物业' and in_post
