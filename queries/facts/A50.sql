-- 报道: 32名物业优秀骨干…担任兼职网格员
-- expected: 32
-- operator: =
-- unit: 人
select count(distinct person) as computed, '来自物业企业' || count(distinct company) || '家' as shown
from mart_post
where role = '兼职网格员' and from_side = '物业' and in_post
