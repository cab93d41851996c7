-- label: 服务人次
-- unit: 人次
-- over_time: sum
-- good: neutral
-- table: service_record
-- source: 服务记录
-- 口径: 按服务日期归期，服务人次合计（人次不是人数）；人次未填写的不计入，另列数
select
    record_id as record, served_on as at,
    subdistrict, community, kind as category,
    person_times as numerator,
    case when person_times is null then '人次未填写' end as excluded
from mart_service_record
