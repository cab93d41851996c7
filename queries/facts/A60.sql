-- 报道: 打造新就业群体“江城友好小区”10个
-- expected: 10
-- operator: =
-- unit: 个
select count(*) as computed, string_agg(name, '、' order by estate_code) as shown
from mart_estate
where friendly
