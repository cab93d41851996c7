-- 报道: 将辖区42家物业企业纳入党建“一盘棋”
-- expected: 42
-- operator: =
-- unit: 家
select count(distinct uscc) as computed, '台账日期' || max(snapshot) as shown
from mart_property_company
where snapshot = (select max(snapshot) from mart_property_company)
