-- What was delivered: table, area, period, rows.
select
    table_name,
    area,
    since,
    until
from delivery
order by table_name, until, area
