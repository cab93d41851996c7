-- 报道: 2022年以来培训物业企业党员100余人次
-- expected: 100
-- operator: >=
-- upper: 109
-- unit: 人次
select count(*) as computed, '签到' || count(*) || '人次，' || count(distinct person) || '人' as shown
from mart_training
where side = '物业企业党员' and held_on >= date '2022-01-01'
