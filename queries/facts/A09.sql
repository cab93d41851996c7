-- 报道: “六有”标准：有场地、有设施、有标志、有党旗、有书报、有制度
-- expected: 6
-- operator: =
-- unit: 项
with
venues as (
    select venue_code, standards, standards_lacking
    from mart_venue
    where kind = '活动场所'
),
met as (
    select item, count(distinct venue_code) as venues
    from (select venue_code, unnest(string_split(standards, '、')) as item from venues) as items
    group by item
)
select
    (select count(*) from met where venues = (select count(*) from venues)) as computed,
    '党员活动阵地' || count(*) || '个，各项齐备的' || count(*) filter (where standards is not null and standards_lacking is null) || '个' as shown
from venues
