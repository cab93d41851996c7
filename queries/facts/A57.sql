-- 报道: 商圈商户出资完成青年广场小区路面改造等民生实事18件
-- expected: 18
-- operator: =
-- unit: 件
select count(*) as computed, '合计投入' || cast(sum(budget) / 10000 as bigint) || '万元，含' || min(name) filter (where name like '青年广场小区路面改造%') as shown
from mart_project
where kind = '商圈实事' and fund = '商户出资' and status = '已完成'
