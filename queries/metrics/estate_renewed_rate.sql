-- label: 老旧小区改造完成率
-- unit: percent
-- over_time: last
-- good: higher
-- table: estate
-- source: 小区台账
-- 口径: 老旧小区中改造已完成的占比；不是老旧小区的不计入，另列数
select
    estate_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, grid,
    case when renovation = '已完成' then 1 else 0 end as numerator,
    1 as denominator,
    case when not coalesce(old, false) then '不是老旧小区' end as excluded
from mart_estate
