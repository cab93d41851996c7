-- Residents and elderly of every community inside the reader's scope, as its register says.
select code as community, subdistrict, residents, elderly
from mart_community
where
    listed
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, code))
order by code
