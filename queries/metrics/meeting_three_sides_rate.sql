-- label: 三方到场率
-- unit: percent
-- over_time: sum
-- good: higher
-- table: activity
-- source: 活动台账：联席会议“三方联动”（社区书记、物业经理、居民代表）
-- 口径: 按活动时间归期；联席会议中社区、物业、居民三方都到场的占比；没写参与方的不计入，另列数
select
    activity_id as record, held_at as at,
    subdistrict, community, kind as category,
    case when with_community and with_company and with_residents then 1 else 0 end as numerator,
    1 as denominator,
    case when sides is null then '没写参与方' end as excluded
from mart_activity
where kind = '联席会议'
