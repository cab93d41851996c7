-- label: 议题解决率
-- unit: percent
-- over_time: sum
-- good: higher
-- table: activity
-- source: 活动台账
-- 口径: 按活动时间归期；邻里议事会、联席会议提出的议题中已解决的占比；没写议题数的不计入，另列数
select
    activity_id as record, held_at as at,
    subdistrict, community, kind as category,
    coalesce(settled, 0) as numerator,
    topics as denominator,
    case when topics is null then '没写议题数' when settled > topics then '解决数大于议题数' end as excluded
from mart_activity
where kind in ('邻里议事会', '联席会议')
