-- 报道: 全区共建立物业企业党组织22个
-- expected: 22
-- operator: =
-- unit: 个
select
    count(*) as computed,
    '单独建' || count(*) filter (where setup_mode = '单独建') || '个、联合建' || count(*) filter (where setup_mode = '联合建') || '个' as shown
from mart_party_org
where level = '物业企业' and coalesce(status, '') not in ('撤销', '已撤销')
