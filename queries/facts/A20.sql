-- 报道: 居民委员会、业主委员会、物业服务企业“一核三联”
-- expected: 3
-- operator: =
-- unit: 方
with
parties as (
    select
        cast(with_community as bigint) + cast(with_owners as bigint) + cast(with_company as bigint) as present
    from mart_activity
    where kind in ('邻里议事会', '联席会议')
)
select coalesce(max(present), 0) as computed, '三方同桌' || count(*) filter (where present = 3) || '场，占' || round(100.0 * count(*) filter (where present = 3) / count(*), 1) || '%' as shown
from parties
