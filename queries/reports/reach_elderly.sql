-- Residents and elderly of every community, as its register says.
select code as community, subdistrict, residents, elderly
from mart_community
where listed
order by code
