-- 报道: “三方联动”（社区书记、物业经理、居民代表）
-- expected: 3
-- operator: =
-- unit: 方
with
parties as (
    select cast(with_community as bigint) + cast(with_company as bigint) + cast(with_residents as bigint) as present
    from mart_activity
    where kind = '联席会议'
)
select coalesce(max(present), 0) as computed, '三方到齐' || count(*) filter (where present = 3) || '场，共' || count(*) || '场' as shown
from parties
