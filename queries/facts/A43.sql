-- 报道: 实现561个网格党组织全覆盖
-- expected: 561
-- operator: =
-- unit: 个
select count(*) filter (where org_code is not null) as computed, count(*) filter (where org_code is not null) || '/' || count(*) as shown
from mart_grid
