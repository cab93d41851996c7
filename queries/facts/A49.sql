-- 报道: 25个物业企业
-- expected: 25
-- operator: =
-- unit: 个
select count(distinct p.company) as computed, count(distinct p.company) || '/' || (select count(distinct uscc) from mart_property_company) as shown
from mart_post as p
inner join (select distinct uscc from mart_property_company) as c
    on c.uscc = p.company
where p.role = '兼职网格员' and p.from_side = '物业' and p.in_post
