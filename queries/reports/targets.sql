-- Targets as they were set; those of an area that no register knows are left out.
select metric, period, subdistrict, whole, value
from mart_target
where whole or subdistrict is not null
order by metric, period
