-- 目标值，一行一个指标在一个区域、一个时段的目标值。
select
    metric,
    area as area_written,
    period,
    value,
    warning,
    set_by,
    source_file,
    source_sheet,
    source_row
from raw_target
