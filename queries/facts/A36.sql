-- 报道: 清理堆占200余处
-- expected: 200
-- operator: >=
-- upper: 209
-- unit: 处
select coalesce(sum(a.quantity), 0) as computed, '清理' || count(*) || '次，老旧小区' || count(distinct e.estate_code) || '个' as shown
from mart_activity as a
inner join mart_estate as e
    on e.community = a.community and e.name = a.estate and e.old
where a.kind = '清理堆占'
