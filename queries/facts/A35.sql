-- 报道: 开展文明劝导130余次
-- expected: 130
-- operator: >=
-- upper: 139
-- unit: 次
select count(*) as computed, '老旧小区' || count(distinct e.estate_code) || '个' as shown
from mart_activity as a
inner join mart_estate as e
    on e.community = a.community and e.name = a.estate and e.old
where a.kind = '文明劝导'
