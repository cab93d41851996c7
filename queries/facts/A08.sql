-- 报道: 2024年物业企业建组率同比增长12.7%
-- expected: 12.7
-- operator: =
-- unit: %
with
rates as (
    select snapshot, 1.0 * count(*) filter (where covered) / count(*) as rate, count(*) filter (where covered) || '/' || count(*) as parts
    from mart_property_unit
    where eligible and snapshot in (date '2023-12-31', date '2024-12-31')
    group by snapshot
)
select
    round(100.0 * (n.rate / b.rate - 1), 1) as computed,
    '2023年末' || b.parts || '，2024年末' || n.parts || '，提高' || round(100.0 * (n.rate - b.rate), 1) || '个百分点' as shown
from rates as n
inner join rates as b
    on b.snapshot = date '2023-12-31' and n.snapshot = date '2024-12-31'
