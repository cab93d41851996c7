-- label: 物业管理覆盖率
-- unit: percent
-- over_time: last
-- good: higher
-- table: estate
-- source: 小区台账
-- 口径: 小区中有管理方式（物业企业、社区托管、物管会、居民自治）的占比
select
    estate_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, grid, manage_mode as category,
    case when manage_mode is not null then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_estate
