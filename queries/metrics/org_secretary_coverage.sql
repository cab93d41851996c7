-- label: 书记配备率
-- unit: percent
-- over_time: last
-- good: higher
-- table: party_org
-- source: 党组织名册与任职台账
-- 口径: 名册中有效的物业企业党组织里，有在任书记的占比，兼任的也计；已撤销的不计入，另列数
select
    o.org_code as record, o.as_of as at, cast(null as timestamp) as until,
    o.subdistrict, o.community,
    case when exists (select 1 from mart_post as p where p.org_code = o.org_code and p.role like '%书记' and p.in_post) then 1 else 0 end as numerator,
    1 as denominator,
    case when coalesce(o.status, '') in ('撤销', '已撤销') then '已撤销' end as excluded
from mart_party_org as o
where o.level = '物业企业'
