-- The stations and venues of the chosen areas: what kind, where, whether they work.
with
listed as (
    select name, kind, '站点' as what, coalesce(status, '') as state, opened, community, subdistrict
    from mart_station
    union all
    select name, kind, '阵地', case when standards_lacking is null then '' else '缺：' || standards_lacking end, opened, community, subdistrict
    from mart_venue
)
select
    l.name as "名称",
    l.what as "类别",
    l.kind as "类型",
    l.state as "状态",
    l.opened as "启用日期",
    s.name as "镇街",
    c.name as "社区"
from listed as l
left join mart_area as s
    on s.level = 'subdistrict' and s.code = l.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = l.community
where
    ($everywhere or list_contains($subdistrict_codes, l.subdistrict) or list_contains($community_codes, l.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, l.subdistrict) or list_contains($scope_community_codes, l.community))
order by l.what, l.kind, l.subdistrict, l.name
