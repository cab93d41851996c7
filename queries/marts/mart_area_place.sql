-- 一行一种写法：镇街、社区、网格三栏这样写时归属哪个网格、社区、镇街；代码胜过名称，同为代码或名称时细的一级为准，对不上的有标记。
with
written as (
    select
        w.subdistrict_written,
        w.community_written,
        w.grid_written,
        p.subdistrict,
        p.subdistrict_by_code,
        p.community,
        p.community_subdistrict,
        p.community_by_code,
        p.disagrees
    from mart_area_written as w
    inner join mart_area_pair as p
        on p.subdistrict_written = w.subdistrict_written and p.community_written = w.community_written
),
candidate as (
    select
        w.subdistrict_written,
        w.community_written,
        w.grid_written,
        t.code,
        t.community,
        t.subdistrict,
        m.rank = 1 as by_code,
        case when t.community = w.community then 0 when t.subdistrict = w.subdistrict then 10 else 20 end as place
    from written as w
    inner join mart_area_match as m
        on m.level = 'grid' and m.written = w.grid_written
    inner join mart_area_tree as t
        on t.level = 'grid' and t.code = m.code
),
nearest as (
    select *, min(place) over (partition by subdistrict_written, community_written, grid_written) as first_place
    from candidate
),
chosen as (
    select
        subdistrict_written,
        community_written,
        grid_written,
        max(code) as code,
        max(community) as community,
        max(subdistrict) as subdistrict,
        max(by_code) as by_code
    from nearest
    where place = first_place
    group by subdistrict_written, community_written, grid_written
    having count(distinct code) = 1
),
judged as (
    select
        w.*,
        g.code as grid,
        g.community as grid_community,
        g.subdistrict as grid_subdistrict,
        coalesce(g.community <> w.community or g.subdistrict <> w.community_subdistrict or g.subdistrict <> w.subdistrict, false) as grid_disagrees,
        coalesce(not g.by_code and (
            (w.community_by_code and (g.community <> w.community or g.subdistrict <> w.community_subdistrict))
            or (w.subdistrict_by_code and g.subdistrict <> w.subdistrict)
        ), false) as grid_yields
    from written as w
    left join chosen as g
        on g.subdistrict_written = w.subdistrict_written
        and g.community_written = w.community_written
        and g.grid_written = w.grid_written
)
select
    subdistrict_written,
    community_written,
    grid_written,
    case when not grid_yields then grid end as grid,
    coalesce(case when not grid_yields then grid_community end, community) as community,
    coalesce(case when not grid_yields then grid_subdistrict end, community_subdistrict, subdistrict) as subdistrict,
    disagrees or grid_disagrees as disagrees,
    community_written <> '' and community is null and not disagrees and not exists (
        select 1
        from mart_area_match as m
        where m.level = 'community' and m.written = judged.community_written and m.code = judged.grid_community
    ) as community_unknown
from judged
