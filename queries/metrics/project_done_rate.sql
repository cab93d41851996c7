-- label: 民生实事完成率
-- unit: percent
-- over_time: sum
-- good: higher
-- table: project
-- source: 民生实事与清单
-- 口径: 按计划完成日期归期，日期已到的实事和清单事项中已完成的占比；没到日期和没写计划的不计入，另列数
select
    project_id as record, cast(coalesce(planned_on, done_on, cast(as_of as date)) as timestamp) as at,
    subdistrict, community, kind as category,
    case when status = '已完成' then 1 else 0 end as numerator,
    1 as denominator,
    case when planned_on is null then '没有计划日期' when cast(planned_on as timestamp) > as_of then '日期未到' end as excluded
from mart_project
