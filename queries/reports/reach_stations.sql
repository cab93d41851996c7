-- Stations of the whole district that work, of the kinds people turn to in daily life; those without a point have none.
select name, kind, lng, lat
from mart_station
where coalesce(status, '在用') not in ('停用', '撤销', '关闭') and (kind like '%便民维修服务站%' or kind like '%幸福小站%')
order by kind, name
