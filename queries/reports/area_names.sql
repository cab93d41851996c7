-- Every spelling that stands for one area: codes, names, short forms, former names and codes.
select level, written, code
from mart_area_name
