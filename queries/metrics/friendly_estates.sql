-- label: 江城友好小区数
-- unit: 个
-- over_time: last
-- good: higher
-- table: estate
-- source: 小区台账
-- 口径: 台账中列为友好小区的个数；其他小区不计入，另列数
select
    estate_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, grid,
    1 as numerator,
    case when not coalesce(friendly, false) then '不是友好小区' end as excluded
from mart_estate
