-- 报道: 16个便民维修服务站
-- expected: 16
-- operator: =
-- unit: 个
select count(*) as computed, '另有停用' || (select count(*) from mart_station where kind = '便民维修服务站' and status = '停用') || '个' as shown
from mart_station
where kind = '便民维修服务站' and coalesce(status, '') <> '停用'
