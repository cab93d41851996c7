-- label: 小区数
-- unit: 个
-- over_time: last
-- good: neutral
-- table: estate
-- source: 小区台账
-- 口径: 台账截止时的小区个数，按管理方式分类
select
    estate_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, grid, manage_mode as category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_estate
