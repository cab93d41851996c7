-- 报道: 业委会党员比例进一步提升
-- expected: ↑
-- operator: trend
-- unit: %
with
years as (
    select year, 1.0 * sum(party_members) / sum(members) as share
    from mart_owners_committee
    group by year
),
steps as (
    select year, share, share - lag(share) over (order by year) as rise
    from years
)
select round(100.0 * min(rise), 1) as computed, string_agg(year || '年' || round(100.0 * share, 1) || '%', '、' order by year) as shown
from steps
