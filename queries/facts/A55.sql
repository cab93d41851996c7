-- 报道: 组织联建、活动联办、资源联享、发展联促、治理联动（五联）
-- expected: 5
-- operator: =
-- unit: 项
select count(distinct mode) as computed, string_agg(distinct mode, '、' order by mode) as shown
from mart_activity
where mode in ('组织联建', '活动联办', '资源联享', '发展联促', '治理联动')
