-- label: “六有”达标率
-- unit: percent
-- over_time: last
-- good: higher
-- table: venue
-- source: 党建阵地台账
-- 口径: 台账截止时党员活动场所中，台账所列各项（有场地、有设施、有标志、有党旗、有书报、有制度）齐备的占比；议事厅、图书角、工作室和各项都没写的不计入，另列数
select
    venue_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, kind as category,
    case when standards_lacking is null then 1 else 0 end as numerator,
    1 as denominator,
    case when kind <> '活动场所' then '不是活动场所' when standards is null and standards_lacking is null then '没写六有' end as excluded
from mart_venue
