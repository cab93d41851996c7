-- Until when any data go.
select max(as_of) as as_of
from mart_as_of
