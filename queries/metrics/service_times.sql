-- label: 服务次数
-- unit: 次
-- over_time: sum
-- good: neutral
-- table: service_record
-- source: 服务记录
-- 口径: 按服务日期归期，服务次数合计；次数未填写的不计入，另列数
select
    record_id as record, served_on as at,
    subdistrict, community, kind as category,
    times as numerator,
    case when times is null then '次数未填写' end as excluded
from mart_service_record
