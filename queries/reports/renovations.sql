-- Renovated estates: orders in the 180 days before and the 180 days after the work was done, where both are over at the cut-off.
select
    e.label as "小区",
    s.name as "镇街",
    e.renovated_on as "改造完成",
    e.households as "户数",
    count(w.order_no) filter (where w.reported_at < e.renovated_on) as "改造前180天",
    count(w.order_no) filter (where w.reported_at >= e.renovated_on) as "改造后180天"
from mart_estate as e
inner join mart_as_of as a
    on a.table_name = 'work_order'
left join mart_work_order as w
    on w.estate = e.label and not w.voided and w.reported_at >= e.renovated_on - interval 180 day and w.reported_at < e.renovated_on + interval 180 day
left join mart_area as s
    on s.level = 'subdistrict' and s.code = e.subdistrict
where
    e.renovated_on is not null
    and e.renovated_on + interval 180 day <= a.as_of
    and e.renovated_on - interval 180 day >= (select min(reported_at) from mart_work_order)
    and ($everywhere or list_contains($subdistrict_codes, e.subdistrict) or list_contains($community_codes, e.community) or list_contains($grid_codes, e.grid))
    and ($unscoped or list_contains($scope_subdistrict_codes, e.subdistrict) or list_contains($scope_community_codes, e.community) or list_contains($scope_grid_codes, e.grid))
group by e.label, s.name, e.renovated_on, e.households
order by e.renovated_on desc, e.label
