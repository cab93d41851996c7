-- 报道: 党员活动阵地、红色议事厅、图书角
-- expected: 3
-- operator: =
-- unit: 类
select count(distinct kind) as computed, string_agg(distinct kind, '、' order by kind) as shown
from mart_venue
where kind in ('活动场所', '红色议事厅', '图书角')
