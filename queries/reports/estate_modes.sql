-- Estates by way of management: how many, households, orders of the period in them and per 1000 households.
with
asked as (
    select
        coalesce(e.manage_mode, '未写明') as mode,
        e.label,
        e.households,
        (
            select count(*)
            from mart_work_order as w
            where
                w.estate = e.label and not w.voided
                and ($start is null or w.reported_at >= cast($start as timestamp))
                and ($stop is null or w.reported_at < cast($stop as timestamp))
        ) as orders
    from mart_estate as e
    where
        ($everywhere or list_contains($subdistrict_codes, e.subdistrict) or list_contains($community_codes, e.community) or list_contains($grid_codes, e.grid))
        and ($unscoped or list_contains($scope_subdistrict_codes, e.subdistrict) or list_contains($scope_community_codes, e.community) or list_contains($scope_grid_codes, e.grid))
)
select
    mode as "管理方式",
    count(*) as "小区数",
    sum(households) as "户数",
    sum(orders) as "诉求量",
    case when count(*) = count(households) and sum(households) > 0 then sum(orders) * 1000.0 / sum(households) end as "每千户诉求量"
from asked
group by mode
order by count(*) desc
