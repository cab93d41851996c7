-- 报道: “江城幸福小站”…便捷服务230余人次
-- expected: 230
-- operator: >=
-- upper: 239
-- unit: 人次
select coalesce(sum(person_times), 0) as computed, count(distinct station) || '个站点' as shown
from mart_service_record
where service_group = '幸福小站'
