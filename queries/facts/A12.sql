-- 报道: 确保每个物业企业党组织都有一个党建活动场所
-- expected: 22
-- operator: =
-- unit: 个
select
    count(*) filter (where v.org_code is not null) as computed,
    count(*) filter (where v.org_code is not null) || '/' || count(*) as shown
from mart_party_org as o
left join (select distinct org_code from mart_venue where kind = '活动场所') as v
    on v.org_code = o.org_code
where o.level = '物业企业' and coalesce(o.status, '') not in ('撤销', '已撤销')
