-- 报道: “进门难、找楼难、停车难”
-- expected: 3
-- operator: =
-- unit: 难
select count(distinct tags) as computed, string_agg(distinct tags, '、' order by tags) || '，共' || count(*) || '件' as shown
from mart_work_order
where tags in ('进门难', '找楼难', '停车难') and not voided
