-- 一行一个社区（村）、一个月份、一类每月应开展的活动：开展了几场，所在镇街当月的活动台账报送了没有、当月过完了没有。
with
kinds as (
    select kind
    from (values ('帮帮日'), ('红色服务日'), ('邻里议事会'), ('党日')) as t (kind)
),
digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as t (n)
),
spans as (
    select cast(date_trunc('month', min(since)) as timestamp) as first_month, cast(date_trunc('month', max(until)) as timestamp) as last_month
    from delivery
    where table_name = 'activity'
),
-- at most twenty years back: one mistyped year must not push the present out
months as (
    select last_month - (a.n + 10 * b.n + 100 * c.n) * interval 1 month as month
    from spans, digits as a, digits as b, digits as c
    where a.n + 10 * b.n + 100 * c.n < 240 and last_month - (a.n + 10 * b.n + 100 * c.n) * interval 1 month >= first_month
),
held as (
    select community, kind, cast(date_trunc('month', held_at) as timestamp) as month, count(*) as sessions
    from mart_activity
    group by community, kind, date_trunc('month', held_at)
),
-- the beginning and end of a file that declares no period prove nothing about the months between: rows of the month do
seen as (
    select distinct subdistrict, cast(date_trunc('month', held_at) as timestamp) as month
    from mart_activity
),
given as (
    select n.code as subdistrict, d.area is null as whole, d.since, d.until, d.declared
    from delivery as d
    left join mart_area_name as n
        on n.level = 'subdistrict' and n.written = d.area
    where d.table_name = 'activity'
)
select
    c.code as community,
    c.subdistrict,
    coalesce(c.kind = '村', false) as village,
    m.month,
    k.kind,
    coalesce(h.sessions, 0) as sessions,
    s.month is not null or exists (
        select 1
        from given as g
        where (g.whole or g.subdistrict = c.subdistrict) and g.declared and g.since <= m.month and g.until >= m.month + interval 1 month - interval 1 second
    ) as delivered,
    exists (
        select 1
        from given as g
        where (g.whole or g.subdistrict = c.subdistrict) and g.until >= m.month + interval 1 month - interval 1 second
    ) as over
from mart_community as c
cross join months as m
cross join kinds as k
left join held as h
    on h.community = c.code and h.kind = k.kind and h.month = m.month
left join seen as s
    on s.subdistrict = c.subdistrict and s.month = m.month
where c.listed
