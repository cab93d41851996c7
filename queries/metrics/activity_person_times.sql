-- label: 活动参加人次
-- unit: 人次
-- over_time: sum
-- good: neutral
-- table: activity
-- source: 活动台账
-- 口径: 按活动时间归期，参加人次合计（人次不是人数）；人次未填写的不计入，另列数
select
    activity_id as record, held_at as at,
    subdistrict, community, kind as category,
    person_times as numerator,
    case when person_times is null then '人次未填写' end as excluded
from mart_activity
