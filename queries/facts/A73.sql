-- 报道: 投入专项资金，增设地下车库充电桩
-- expected: –
-- operator: –
-- unit: 项
select count(*) as computed, string_agg(name || '，' || fund || cast(budget as bigint) || '元，' || status, '；') as shown
from mart_project
where kind = '红色服务清单' and name like '%地下车库充电桩%' and fund = '专项资金' and budget > 0
