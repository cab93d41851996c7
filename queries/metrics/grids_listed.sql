-- label: 网格数
-- unit: 个
-- over_time: last
-- good: neutral
-- table: grid
-- source: 网格台账
-- 口径: 台账截止时的网格个数，按普通网格、专属网格分类
select
    code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, code as grid, kind as category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_grid
