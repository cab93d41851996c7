-- label: 共建单位数
-- unit: 家
-- over_time: last
-- good: neutral
-- table: partner
-- source: 共建单位台账
-- 口径: 台账中与社区结对的共建单位，一家与两个社区结对计两家，按类别分类
select
    coalesce(community_written, '') || '/' || name as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, kind as category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_partner
