-- label: 工作覆盖率
-- unit: percent
-- over_time: last
-- good: higher
-- table: property_company
-- source: 两个覆盖：党的工作覆盖
-- 口径: 各镇街截至统计期末最近一次台账中，已有党组织覆盖或已选派党建指导员的物业企业占全部物业企业的比重
select
    uscc as record, snapshot as at, next_snapshot as until,
    subdistrict,
    case when org_code is not null or instructor is not null then 1 else 0 end as numerator,
    1 as denominator,
    cast(null as varchar) as excluded
from mart_property_company
