-- 报道: 老安东党建史、红色电影展…吸引观众3万余人次
-- expected: 30000
-- operator: >=
-- upper: 34999
-- unit: 人次
select coalesce(sum(a.person_times), 0) as computed, count(*) || '场' as shown
from mart_activity as a
inner join mart_area as p
    on p.level = 'community' and p.code = a.community and p.name = '锦绣社区'
where a.kind = '文化活动'
