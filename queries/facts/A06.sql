-- 报道: 通过单独建、联合建等方式
-- expected: 2
-- operator: >=
-- unit: 种
select count(distinct setup_mode) as computed, string_agg(distinct setup_mode, '、' order by setup_mode) as shown
from mart_party_org
where level = '物业企业' and setup_mode in ('单独建', '联合建', '挂靠', '功能型') and coalesce(status, '') not in ('撤销', '已撤销')
