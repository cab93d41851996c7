-- 报道: 培树锦绣物业党支部为五星党支部
-- expected: 1
-- operator: =
-- unit: 个
select count(*) as computed, string_agg(name, '、') as shown
from mart_party_org
where level = '物业企业' and star = '五星' and name like '锦绣物业%' and coalesce(status, '') not in ('撤销', '已撤销')
