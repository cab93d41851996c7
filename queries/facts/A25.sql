-- 报道: 社区“两委”托管、“社区领办物管会”和居民自治等方式
-- expected: 3
-- operator: >=
-- unit: 种
select count(distinct manage_mode) as computed, string_agg(distinct manage_mode, '、' order by manage_mode) as shown
from mart_estate
where company is null and manage_mode <> '物业企业'
