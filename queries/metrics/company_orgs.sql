-- label: 物业企业党组织数
-- unit: 个
-- over_time: last
-- good: neutral
-- table: party_org
-- source: 党组织名册
-- 口径: 名册中有效的物业企业党组织个数，按星级分类，没写星级的为未填写；已撤销的不计入，另列数
select
    org_code as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, star as category,
    1 as numerator,
    case when coalesce(status, '') in ('撤销', '已撤销') then '已撤销' end as excluded
from mart_party_org
where level = '物业企业'
