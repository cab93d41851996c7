-- label: 常住人口
-- unit: 人
-- over_time: last
-- good: neutral
-- table: community
-- source: 社区（村）名录
-- 口径: 名录登记的常住人口，按社区（村）合计；没写人口的社区（村）不计入，另列数
select
    code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, code as community, kind as category,
    coalesce(residents, 0) as numerator,
    case when residents is null then '没写人口' end as excluded
from mart_community
where listed
