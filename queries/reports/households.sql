-- Households of every area inside the reader's areas and scope, and of all together; missing where any part of it has no number.
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
    select grid as code, coalesce(community, '') as community, subdistrict, households
    from inside
    where level = 'grid'
),
below as (
    select community, case when count(*) = count(households) then sum(households) end as households
    from grids
    group by community
),
communities as (
    select i.community as code, i.subdistrict, coalesce(i.households, b.households) as households
    from inside as i
    left join below as b
        on b.community = i.community
    where i.level = 'community'
),
places as (
    select subdistrict, households
    from communities
    union all
    select subdistrict, households
    from grids
    where community not in (select code from communities)
)
select 'grid' as level, code, households
from grids
union all
select 'community' as level, code, households
from communities
union all
select 'subdistrict' as level, subdistrict as code, case when count(*) = count(households) then sum(households) end as households
from places
group by subdistrict
union all
select 'everything' as level, null as code, case when count(*) = count(households) then sum(households) end as households
from places
