-- 报道: “一键找社区”“一键找物业”
-- expected: 2
-- operator: =
-- unit: 个
select
    count(distinct source) as computed,
    '一键找社区' || count(*) filter (where source = '一键找社区') || '件、一键找物业' || count(*) filter (where source = '一键找物业') || '件' as shown
from mart_work_order
where source in ('一键找社区', '一键找物业') and not voided
