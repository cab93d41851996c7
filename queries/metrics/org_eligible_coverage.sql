-- label: 应建已建率
-- unit: percent
-- over_time: last
-- good: higher
-- table: property_unit
-- source: 两个覆盖：应建尽建（建组率）
-- 口径: 各镇街截至统计期末最近一次台账中，符合建立党组织条件的物业企业和服务项目里已建立党组织的占比；不符合条件的不计入，另列数
select
    unit_code as record, snapshot as at, next_snapshot as until,
    subdistrict, kind as category,
    case when covered then 1 else 0 end as numerator,
    1 as denominator,
    case when not eligible then '不符合建组条件' end as excluded
from mart_property_unit
