-- Stations of the whole district that work, of the kinds people turn to in daily life; without a point lng and lat are missing.
select
    name,
    kind,
    case when lng between -180 and 180 and lat between -90 and 90 and (lng <> 0 or lat <> 0) then lng end as lng,
    case when lng between -180 and 180 and lat between -90 and 90 and (lng <> 0 or lat <> 0) then lat end as lat
from mart_station
where coalesce(status, '在用') not in ('停用', '撤销', '关闭') and (kind like '%便民维修服务站%' or kind like '%幸福小站%')
order by kind, name
