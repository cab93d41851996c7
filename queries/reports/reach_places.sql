-- Grids inside the reader's areas with their residents: where people live, for the distance to a station.
select code, name as label, community, subdistrict, households, residents
from mart_grid
where
    ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, code))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, code))
order by code
