-- 报道: “三位一体”：工作一体研究、服务一体提供、活动一体开展
-- expected: 3
-- operator: =
-- unit: 项
select count(distinct mode) as computed, string_agg(distinct mode, '、' order by mode) as shown
from mart_activity
where mode in ('工作一体研究', '服务一体提供', '活动一体开展')
