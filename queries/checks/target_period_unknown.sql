-- 目标期不是年、季度或月（如2025年、2025年第二季度、2025年6月），目标不起作用
-- severity: warn
-- table: target
select metric || '/' || period as record, period as value, source_file, source_sheet, source_row
from mart_target
where
    not regexp_matches(period, '^[0-9]{4} *年?度?$')
    and not regexp_matches(period, '^[0-9]{4} *[年./-] *(0?[1-9]|1[0-2]) *(月份?|[./-]0?1( 00:00:00)?)?$')
    and not regexp_matches(period, '^[0-9]{4}(0[1-9]|1[0-2])$')
    and not regexp_matches(period, '^[0-9]{4} *[年./-]? *([Qq][1-4]|第?[一二三四1-4]季度)$')
