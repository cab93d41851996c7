-- 一行一个日期（工作日历）：是不是工作日，此前最近的工作日是哪天，到这一天为止有几个工作日；没有节假日安排（放假不足5天，只是下一年安排的开头）的年份按周一至周五推算。
with
digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as t (n)
),
edges as (
    select
        cast(min(w.reported_at) as date) as first_day,
        cast(max(greatest(w.reported_at, coalesce(w.limit_from, w.reported_at), coalesce(w.due_at, w.reported_at), coalesce(w.closed_at, w.reported_at), a.as_of)) as date) as last_day,
        60 + 2 * coalesce(max(w.limit_days), 0) as beyond
    from stg_work_order as w
    left join mart_as_of as a
        on a.table_name = 'work_order'
),
days as (
    select first_day + cast(a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n as integer) as day
    from edges, digits as a, digits as b, digits as c, digits as d, digits as e
    where e.n < 2 and a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n <= date_diff('day', first_day, last_day) + beyond
),
published as (
    select extract(year from day) as year
    from stg_holiday
    where kind = '休'
    group by extract(year from day)
    having count(*) >= 5
),
known as (
    select
        d.day,
        coalesce(h.kind = '班', mod(date_diff('day', date '2001-01-01', d.day), 7) < 5) as working,
        p.year is null as assumed
    from days as d
    left join stg_holiday as h
        on h.day = d.day
    left join published as p
        on p.year = extract(year from d.day)
)
select
    day,
    working,
    assumed,
    max(case when working then day end) over (order by day rows between unbounded preceding and 1 preceding) as working_before,
    cast(sum(case when working then 1 else 0 end) over (order by day) as bigint) as ordinal,
    cast(sum(case when assumed then 1 else 0 end) over (order by day) as bigint) as assumed_before
from known
