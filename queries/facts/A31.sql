-- 报道: 37个老旧小区
-- expected: 37
-- operator: =
-- unit: 个
select count(*) as computed, '改造已完成' || count(*) filter (where renovation = '已完成') || '个' as shown
from mart_estate
where old
