-- Boundaries of one level with the code and name of their area.
select
    code,
    name as label,
    geometry
from mart_boundary
where level = $level
order by code
