-- Targets as they were set, with the value from which a light is yellow; those of an area that no register knows are left out.
select columns('^(metric|period|subdistrict|whole|value|warning)$') -- versions of earlier programs have no warning
from mart_target
where whole or subdistrict is not null
order by metric, period
