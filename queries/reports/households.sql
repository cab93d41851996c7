-- Households of every area inside the reader's areas and scope; where a register gives none, those of the areas in it.
with
inside as (
    select level, grid, community, subdistrict, households
    from mart_area_tree
    where
        listed
        and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
),
grids as (
    select grid as code, community, households
    from inside
    where level = 'grid'
),
communities as (
    select i.community as code, i.subdistrict, coalesce(i.households, sum(g.households)) as households
    from inside as i
    left join grids as g
        on g.community = i.community
    where i.level = 'community'
    group by i.community, i.subdistrict, i.households
)
select 'subdistrict' as level, subdistrict as code, sum(households) as households
from communities
group by subdistrict
union all
select 'community' as level, code, households
from communities
union all
select 'grid' as level, code, households
from grids
