-- 报道: 社区、商户轮值主席制度
-- expected: –
-- operator: –
-- unit: 项
select
    count(*) as computed,
    '现任来自' || max(from_side) filter (where in_post) || '，社区任' || count(*) filter (where from_side = '社区') || '期、商户任' || count(*) filter (where from_side = '商户') || '期' as shown
from mart_post
where role = '商圈轮值主席'
