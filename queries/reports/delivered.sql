-- What was delivered of one table for a period; no row means 未报送.
select table_name, area, since, until
from delivery
where
    table_name = $table
    and ($start is null or until is null or until >= cast($start as timestamp))
    and ($stop is null or since is null or since < cast($stop as timestamp))
