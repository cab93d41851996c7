-- 报道: 在全市率先打造以物业党支部书记命名的区级党支部工作室
-- expected: ≥1
-- operator: >=
-- unit: 个
select count(*) as computed, string_agg(name, '、' order by name) as shown
from mart_venue
where kind = '党支部工作室'
