-- label: 物业企业数
-- unit: 家
-- over_time: last
-- good: neutral
-- table: property_company
-- source: 物业企业台账
-- 口径: 各镇街截至统计期末最近一次台账中的物业企业家数，按覆盖方式（单独覆盖、联合覆盖、仅指导员、空白）分类
select
    uscc as record, snapshot as at, next_snapshot as until,
    subdistrict, coverage as category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_property_company
