-- Orders by their numbers, the newest first, as many as asked.
select
    order_no,
    title,
    category,
    reported_at,
    closed_at,
    handling_unit
from mart_work_order
where
    order_no in (select unnest(cast($numbers as varchar[])))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
order by reported_at desc, order_no
limit $most
