-- The orders reported in the period and how many of them have come to each step by now, with the median hours since the step before.
with
cohort as (
    select
        *,
        coalesce(accepted_at, dispatched_at, finished_at, closed_at) as accepted,
        coalesce(dispatched_at, finished_at, closed_at) as dispatched,
        coalesce(finished_at, closed_at) as finished
    from mart_work_order
    where
        not voided
        and ($start is null or reported_at >= cast($start as timestamp))
        and ($stop is null or reported_at < cast($stop as timestamp))
        and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, estate) or list_contains($company_codes, company))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
        and ($categories is null or list_contains($categories, category))
        and ($sources is null or list_contains($sources, source))
)
select 1 as seq, '上报' as step, count(*) as orders, cast(null as double) as hours
from cohort
union all
select 2, '受理', count(accepted), median(case when accepted_at >= reported_at then date_diff('second', reported_at, accepted_at) / 3600.0 end)
from cohort
union all
select 3, '派遣', count(dispatched), median(case when dispatched_at >= accepted_at then date_diff('second', accepted_at, dispatched_at) / 3600.0 end)
from cohort
union all
select 4, '处置', count(finished), median(case when finished_at >= dispatched_at then date_diff('second', dispatched_at, finished_at) / 3600.0 end)
from cohort
union all
select 5, '结案', count(closed_at), median(case when closed_at >= finished_at then date_diff('second', finished_at, closed_at) / 3600.0 end)
from cohort
union all
select 6, '回访', count(visited_at), median(case when visited_at >= closed_at then date_diff('second', closed_at, visited_at) / 3600.0 end)
from cohort
order by seq
