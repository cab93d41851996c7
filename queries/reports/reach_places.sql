-- Grids inside the reader's areas with their residents and boundary: where people live, for the distance to a station.
select
    g.code,
    g.name as label,
    g.community,
    g.subdistrict,
    g.households,
    g.residents,
    b.geometry
from mart_grid as g
inner join (
    select code, min(geometry) as geometry
    from mart_boundary
    where level = 'grid'
    group by code
) as b
    on b.code = g.code
where
    ($everywhere or list_contains($subdistrict_codes, g.subdistrict) or list_contains($community_codes, g.community) or list_contains($grid_codes, g.code))
    and ($unscoped or list_contains($scope_subdistrict_codes, g.subdistrict) or list_contains($scope_community_codes, g.community) or list_contains($scope_grid_codes, g.code))
order by g.code
