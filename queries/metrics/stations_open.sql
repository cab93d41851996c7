-- label: 在用服务站点数
-- unit: 个
-- over_time: last
-- good: neutral
-- table: station
-- source: 服务站点台账
-- 口径: 台账截止时在用的服务站点个数，按类型分类；停用的不计入，另列数
select
    station_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, kind as category,
    1 as numerator,
    case when status = '停用' then '停用' end as excluded
from mart_station
