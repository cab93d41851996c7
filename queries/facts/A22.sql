-- 报道: 合力破解553个网格治理热点难点问题
-- expected: 553
-- operator: =
-- unit: 个
select count(*) as computed, min(cast(closed_at as date)) || '至' || max(cast(closed_at as date)) || '办结' as shown
from mart_work_order
where is_hot and closed_at is not null and not voided
