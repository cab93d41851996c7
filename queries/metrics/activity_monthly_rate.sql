-- label: 每月活动开展率
-- unit: percent
-- over_time: sum
-- good: higher
-- table: activity
-- source: 活动台账：帮帮日、红色服务日、邻里议事会、党日每月至少一次
-- 口径: 以月份归期；每个社区每月应开展的四类活动（帮帮日、红色服务日、邻里议事会、党日）中，当月至少开展一次的占比；村、当月未结束和所在镇街未报送的不计入，另列数
select
    m.community || '/' || m.kind || '/' || cast(cast(m.month as date) as varchar) as record, m.month as at,
    m.subdistrict, m.community, m.kind as category,
    case when m.sessions > 0 then 1 else 0 end as numerator,
    1 as denominator,
    case when m.village then '村' when not m.delivered and m.over then '未报送' when not m.over then '当月未结束' end as excluded
from mart_activity_month as m
