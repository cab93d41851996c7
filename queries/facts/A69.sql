-- 报道: ‘银发关爱联盟’‘邻里服务驿站’；义剪、义修、义诊
-- expected: 3
-- operator: =
-- unit: 类
select count(distinct kind) as computed, string_agg(distinct kind, '、' order by kind) || '，共' || sum(times) || '次' as shown
from mart_service_record
where kind in ('义剪', '义修', '义诊')
