-- 报道: “江城小哥食堂”驿站
-- expected: ≥1
-- operator: >=
-- unit: 个
select count(*) as computed, string_agg(name, '、' order by name) as shown
from mart_station
where kind = '江城小哥食堂' and coalesce(status, '') <> '停用'
