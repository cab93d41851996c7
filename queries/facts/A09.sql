-- 报道: “六有”标准：有场地、有设施、有标志、有党旗、有书报、有制度
-- expected: 6
-- operator: =
-- unit: 项
select
    case when count(*) > 0 then
        cast(bool_and(has_place) as bigint) + cast(bool_and(has_facilities) as bigint) + cast(bool_and(has_sign) as bigint)
        + cast(bool_and(has_party_flag) as bigint) + cast(bool_and(has_books) as bigint) + cast(bool_and(has_rules) as bigint)
    else 0 end as computed,
    '党员活动阵地' || count(*) || '个，六项齐备的' || count(*) filter (where has_place and has_facilities and has_sign and has_party_flag and has_books and has_rules) || '个' as shown
from mart_venue
where kind = '活动场所'
