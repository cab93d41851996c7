-- 报道: 推动物业管理全覆盖、网格服务“零距离”
-- expected: 100
-- operator: ~
-- unit: %
select round(100.0 * count(manage_mode) / count(*), 1) as computed, count(manage_mode) || '/' || count(*) as shown
from mart_estate
