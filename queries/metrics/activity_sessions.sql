-- label: 活动场次
-- unit: 场
-- over_time: sum
-- good: neutral
-- table: activity
-- source: 活动台账
-- 口径: 按活动时间归期，台账登记的活动场次
select
    activity_id as record, held_at as at,
    subdistrict, community, kind as category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_activity
