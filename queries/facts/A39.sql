-- 报道: 水电维修、疏通管道等低偿服务320余次
-- expected: 320
-- operator: >=
-- upper: 329
-- unit: 次
select coalesce(sum(times), 0) as computed, count(*) || '条记录' as shown
from mart_service_record
where service_group = '低偿维修'
