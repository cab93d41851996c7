-- 报道: 代收快递、代购菜品等暖心“跑腿”服务惠及620余人次
-- expected: 620
-- operator: >=
-- upper: 629
-- unit: 人次
select coalesce(sum(person_times), 0) as computed, count(*) || '条记录' as shown
from mart_service_record
where service_group = '跑腿'
