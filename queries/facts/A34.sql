-- 报道: 召开联席会议60余次
-- expected: 60
-- operator: >=
-- upper: 69
-- unit: 次
select count(*) as computed, '老旧小区' || count(distinct e.estate_code) || '个' as shown
from mart_activity as a
inner join mart_estate as e
    on e.community = a.community and e.name = a.estate and e.old
where a.kind = '联席会议'
