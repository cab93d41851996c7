-- label: 路长到位率
-- unit: percent
-- over_time: last
-- good: higher
-- table: road_section
-- source: 路段台账
-- 口径: 路段中专职网格员、物业管理人两名路长都到位的占比
select
    section_id as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community,
    case when grid_worker is not null and property_manager is not null then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_road_section
