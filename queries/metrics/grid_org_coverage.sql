-- label: 网格党组织覆盖率
-- unit: percent
-- over_time: last
-- good: higher
-- table: grid
-- source: 网格台账与党组织名册
-- 口径: 现有网格中已建立网格党组织（名册中有该网格的有效党组织）的占比
select
    code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, grid,
    case when org_code is not null then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_grid
