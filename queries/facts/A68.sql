-- 报道: 小区老年居民占比超30%
-- expected: 30
-- operator: >
-- unit: %
select max(100.0 * e.elderly / e.residents) as computed, min(e.name) || '老年居民' || max(e.elderly) || '人，居民' || max(e.residents) || '人' as shown
from mart_estate as e
inner join (select distinct uscc from mart_property_company where name like '美宸物业%') as c
    on c.uscc = e.company
