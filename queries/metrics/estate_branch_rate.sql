-- label: 小区党支部覆盖率
-- unit: percent
-- over_time: last
-- good: higher
-- table: estate
-- source: 小区台账与党组织名册：四级组织架构
-- 口径: 台账截止时，名册中有以小区命名的党支部（党总支）的小区占全部小区的比重；已撤销的党支部不算
select
    e.estate_code as record, e.as_of as at, cast(null as timestamp) as until,
    e.subdistrict, e.community, e.grid, e.manage_mode as category,
    case when exists (
        select 1
        from mart_party_org as o
        where
            o.level = '小区' and coalesce(o.community, '') = coalesce(e.community, '') and coalesce(o.status, '') not in ('撤销', '已撤销')
            and o.name in (e.name || '党支部', e.name || '党总支', e.name || '小区党支部')
    ) then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_estate as e
