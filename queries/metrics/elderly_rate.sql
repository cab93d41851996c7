-- label: 老年人口占比
-- unit: percent
-- over_time: last
-- good: neutral
-- table: community
-- source: 社区（村）名录
-- 口径: 名录登记的老年人口占常住人口的比重；没写人口或老年人口的社区（村）不计入，另列数
select
    code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, code as community, kind as category,
    coalesce(elderly, 0) as numerator,
    coalesce(residents, 0) as denominator,
    case when residents is null or elderly is null then '没写人口' when elderly > residents then '老年人口大于常住人口' end as excluded
from mart_community
where listed
