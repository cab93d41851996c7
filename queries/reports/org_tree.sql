-- The four levels of organisation by town: how many communities, estates and grids there are and how many have an organisation in force.
with
valid as (
    select level, grid, community, subdistrict
    from mart_party_org
    where coalesce(status, '') not in ('撤销', '已撤销')
),
nodes as (
    select 1 as seq, '社区（村）' as level, a.subdistrict, a.code as community, case when exists (select 1 from valid as v where v.level = '社区' and v.community = a.code) then 1 else 0 end as held
    from mart_area_tree as a
    where a.level = 'community' and a.listed
    union all
    select 2, '小区', e.subdistrict, e.community, case when exists (
        select 1
        from mart_party_org as o
        where
            o.level = '小区' and coalesce(o.community, '') = coalesce(e.community, '') and coalesce(o.status, '') not in ('撤销', '已撤销')
            and o.name in (e.name || '党支部', e.name || '党总支', e.name || '小区党支部')
    ) then 1 else 0 end
    from mart_estate as e
    union all
    select 3, '网格', g.subdistrict, g.community, case when g.org_code is not null then 1 else 0 end
    from mart_grid as g
)
select
    a.subdistrict as code,
    a.seq,
    a.level,
    count(*) as nodes,
    sum(a.held) as held,
    exists (select 1 from valid as v where v.level = '镇街' and v.subdistrict = a.subdistrict) as town
from nodes as a
where
    ($everywhere or list_contains($subdistrict_codes, a.subdistrict) or list_contains($community_codes, a.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, a.subdistrict) or list_contains($scope_community_codes, a.community))
group by a.subdistrict, a.seq, a.level
order by a.subdistrict, a.seq
