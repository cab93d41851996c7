-- 报道: 老安东党建史、红色电影展…吸引观众3万余人次
-- expected: 30000
-- operator: >=
-- upper: 34999
-- unit: 人次
select coalesce(sum(person_times), 0) as computed, count(*) || '场' as shown
from mart_activity
where kind = '文化活动' and place = '安东老街'
