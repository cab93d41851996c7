-- 报道: 问题发现更敏锐、响应更迅速、处置更高效
-- expected: 3
-- operator: trend
-- unit: 项
with
years as (
    select
        date_part('year', reported_at) as year,
        1.0 * count(*) filter (where source in ('网格员上报', '党员上报', '视频/AI')) / count(*) as found,
        median(date_diff('minute', reported_at, accepted_at)) filter (where accepted_at >= reported_at) as answered,
        median(date_diff('minute', dispatched_at, finished_at)) filter (where finished_at >= dispatched_at) as handled
    from mart_work_order
    where not voided
    group by date_part('year', reported_at)
),
ends as (
    select
        max(found) filter (where year = last_year) - max(found) filter (where year = first_year) as found,
        max(answered) filter (where year = last_year) - max(answered) filter (where year = first_year) as answered,
        max(handled) filter (where year = last_year) - max(handled) filter (where year = first_year) as handled,
        max(first_year) as first_year,
        max(last_year) as last_year
    from years
    cross join (select 2022 as first_year, max(year) as last_year from years) as span
)
select
    cast(found > 0 as bigint) + cast(answered < 0 as bigint) + cast(handled < 0 as bigint) as computed,
    cast(last_year as bigint) || '年比' || first_year || '年：主动发现率提高' || round(100.0 * found, 1) || '个百分点，响应时长中位数缩短' || cast(-answered as bigint)
    || '分钟，处置时长中位数缩短' || cast(-handled / 60 as bigint) || '小时' as shown
from ends
