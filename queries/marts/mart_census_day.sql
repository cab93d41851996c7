-- 一行一个社区（村）的一次底数排查（一个排查日期），带该社区下一次的日期；各社区不必同一天排查。
select
    place,
    snapshot,
    lead(snapshot) over (partition by place order by snapshot) as next_snapshot
from (select distinct place, snapshot from mart_census) as d
