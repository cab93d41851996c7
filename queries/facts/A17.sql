-- 报道: 2022年以来…发展党员10人
-- expected: 10
-- operator: =
-- unit: 人
select count(distinct person) as computed, min(stage_on) || '至' || max(stage_on) as shown
from mart_member_development
where stage = '预备党员' and stage_on >= date '2022-01-01'
