-- 报道: 社区党组织选派党建指导员20人
-- expected: 20
-- operator: =
-- unit: 人
select count(distinct person) as computed, '在派' || count(*) || '个职务，联系物业企业' || count(distinct company) || '家' as shown
from mart_post
where role = '党建指导员' and in_post
