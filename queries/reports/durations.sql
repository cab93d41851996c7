-- How long orders took that were closed in the period: median and P90 in hours by step, for each handling area and for all (code null, first); of a department the code is empty.
with
ordered as ( -- versions of earlier programs have no column for it
    select
        *,
        coalesce(accepted_at < reported_at, false) or coalesce(dispatched_at < reported_at, false)
        or coalesce(finished_at < greatest(reported_at, accepted_at, dispatched_at), false)
        or coalesce(closed_at < greatest(reported_at, accepted_at, dispatched_at, finished_at), false) as reversed
    from mart_work_order
),
closed as (
    select
        coalesce(handling_subdistrict, '') as handling,
        case when not reversed then date_diff('second', reported_at, accepted_at) / 3600.0 end as answered,
        case when not reversed then date_diff('second', coalesce(dispatched_at, accepted_at, reported_at), finished_at) / 3600.0 end as handled,
        case when not reversed then date_diff('second', reported_at, closed_at) / 3600.0 end as whole
    from ordered
    where
        not voided
        and closed_at is not null
        and ($start is null or closed_at >= cast($start as timestamp))
        and ($stop is null or closed_at < cast($stop as timestamp))
        and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, estate) or list_contains($company_codes, company))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
        and ($categories is null or list_contains($categories, category))
        and ($sources is null or list_contains($sources, source))
)
select
    handling as code,
    count(*) as orders,
    median(answered) as answered,
    median(handled) as handled,
    quantile_cont(handled, 0.9) as handled_p90,
    median(whole) as whole,
    quantile_cont(whole, 0.9) as whole_p90
from closed
group by grouping sets ((), (handling))
order by grouping(handling) desc, handling
