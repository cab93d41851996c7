-- label: 一核三联到场率
-- unit: percent
-- over_time: sum
-- good: higher
-- table: activity
-- source: 活动台账：“一核三联”（居民委员会、业主委员会、物业服务企业）
-- 口径: 按活动时间归期；邻里议事会、联席会议中居委会（社区）、业委会、物业企业都到场的占比；没写参与方的不计入，另列数
select
    activity_id as record, held_at as at,
    subdistrict, community, kind as category,
    case when with_community and with_owners and with_company then 1 else 0 end as numerator,
    1 as denominator,
    case when sides is null then '没写参与方' end as excluded
from mart_activity
where kind in ('邻里议事会', '联席会议')
