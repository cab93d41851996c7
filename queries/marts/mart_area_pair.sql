-- 一行一种写法：镇街、社区两栏这样写时是哪个镇街、哪个社区；重名的社区取写明的镇街里的那一个，社区写了别字时镇街须写明、无误并相符，仍分不清的不收。
with
pair as (
    select distinct
        w.subdistrict_written,
        w.community_written,
        n.code as named,
        coalesce(n.by_code, false) as named_by_code,
        coalesce(n.by_slip, false) as named_by_slip
    from mart_area_written as w
    left join mart_area_name as n
        on n.level = 'subdistrict' and n.written = w.subdistrict_written
),
candidate as (
    select
        p.subdistrict_written,
        p.community_written,
        m.code,
        m.rank = 1 as by_code,
        c.subdistrict,
        case when c.subdistrict = p.named then 0 else 10 end + case when m.rank < 3 then 2 else m.rank end as place
    from pair as p
    inner join mart_area_match as m
        on m.level = 'community' and m.written = p.community_written
    inner join mart_community as c
        on c.code = m.code
    where (m.town is null or m.town = c.subdistrict) and (m.rank < 5 or (c.subdistrict = p.named and not p.named_by_slip))
),
nearest as (
    select *, min(place) over (partition by subdistrict_written, community_written) as first_place
    from candidate
),
chosen as (
    select subdistrict_written, community_written, max(code) as code, max(subdistrict) as subdistrict, max(by_code) as by_code
    from nearest
    where place = first_place
    group by subdistrict_written, community_written
    having count(distinct code) = 1
),
judged as (
    select
        p.subdistrict_written,
        p.community_written,
        p.named,
        p.named_by_code,
        c.code,
        c.subdistrict,
        coalesce(c.by_code, false) as by_code,
        coalesce(c.subdistrict <> p.named, false) as disagrees
    from pair as p
    left join chosen as c
        on c.subdistrict_written = p.subdistrict_written and c.community_written = p.community_written
)
-- Code beats name: a 镇街 given by code is not left for a community given by name.
select
    subdistrict_written,
    community_written,
    named as subdistrict,
    named_by_code as subdistrict_by_code,
    case when not disagrees or by_code or not named_by_code then code end as community,
    case when not disagrees or by_code or not named_by_code then subdistrict end as community_subdistrict,
    by_code as community_by_code,
    disagrees
from judged
