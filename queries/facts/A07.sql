-- 报道: 符合建立党组织条件的物业企业和物业服务项目建组率达100%
-- expected: 100
-- operator: =
-- unit: %
select
    round(100.0 * count(*) filter (where covered) / count(*), 1) as computed,
    count(*) filter (where covered) || '/' || count(*) as shown
from mart_property_unit
where snapshot = date '2024-12-31' and eligible
