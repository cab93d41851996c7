-- label: 党组织有阵地率
-- unit: percent
-- over_time: last
-- good: higher
-- table: party_org
-- source: 党组织名册与党建阵地台账
-- 口径: 名册中有效的物业企业党组织里，有党员活动场所的占比；已撤销的不计入，另列数
select
    o.org_code as record, o.as_of as at, cast(null as timestamp) as until,
    o.subdistrict, o.community,
    case when exists (select 1 from mart_venue as v where v.org_code = o.org_code and v.kind = '活动场所') then 1 else 0 end as numerator,
    1 as denominator,
    case when coalesce(o.status, '') in ('撤销', '已撤销') then '已撤销' end as excluded
from mart_party_org as o
where o.level = '物业企业'
