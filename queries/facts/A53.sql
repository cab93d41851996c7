-- 报道: 成立七经街商圈综合党委
-- expected: 1
-- operator: =
-- unit: 个
select count(*) as computed, string_agg(name, '、') as shown
from mart_party_org
where kind = '商圈综合党委' and coalesce(status, '') not in ('撤销', '已撤销')
