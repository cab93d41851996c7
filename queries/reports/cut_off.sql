-- Until when the data of one table go.
select as_of
from mart_as_of
where table_name = $table
