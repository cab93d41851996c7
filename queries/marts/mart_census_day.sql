-- 一行一次底数排查（一个排查日期），带下一次的日期。
select
    snapshot,
    lead(snapshot) over (order by snapshot) as next_snapshot
from (select distinct snapshot from mart_census) as d
