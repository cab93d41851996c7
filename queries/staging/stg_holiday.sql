-- 节假日安排，一行一个日期：放假（休）或调休上班（班）。
select
    day,
    name,
    kind,
    source_file,
    source_sheet,
    source_row
from raw_holiday
