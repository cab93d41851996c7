-- label: 业委会党员比例
-- unit: percent
-- over_time: last
-- good: higher
-- table: owners_committee
-- source: 业委会情况
-- 口径: 统计期末各小区业委会最近一个年度的成员中党员的占比；党员数大于成员数的不计入，另列数
select
    estate_code || '/' || cast(year as varchar) as record, cast(year_end as timestamp) as at, cast(next_year_end as timestamp) as until,
    subdistrict, community,
    party_members as numerator,
    members as denominator,
    case when party_members > members then '党员数大于成员数' end as excluded
from mart_owners_committee
