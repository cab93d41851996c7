-- 报道: “物业党员先锋岗”“物业党员责任区”20余个
-- expected: 20
-- operator: >=
-- upper: 29
-- unit: 个
select
    count(*) as computed,
    '先锋岗' || count(*) filter (where role = '物业党员先锋岗') || '个、责任区' || count(*) filter (where role = '物业党员责任区') || '个' as shown
from mart_post
where role in ('物业党员先锋岗', '物业党员责任区') and in_post
