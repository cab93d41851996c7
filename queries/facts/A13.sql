-- 报道: 选优配强党组织书记20人
-- expected: 20
-- operator: =
-- unit: 人
select count(distinct person) as computed, count(*) || '个职务，其中兼任' || count(*) filter (where concurrent) || '个' as shown
from mart_post
where role = '物业党组织书记' and in_post
