-- Places with three or more orders of one kind in the last ninety days, most orders first.
select
    r.category as "类别",
    s.name as "镇街",
    c.name as "社区",
    r.orders as "件数",
    r.first_at as "最早上报",
    r.last_at as "最近上报",
    r.place as "工单编号",
    r.lng,
    r.lat
from mart_repeat_place as r
left join mart_area as s
    on s.level = 'subdistrict' and s.code = r.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = r.community
where
    ($everywhere or list_contains($subdistrict_codes, r.subdistrict) or list_contains($community_codes, r.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, r.subdistrict) or list_contains($scope_community_codes, r.community))
    and ($categories is null or list_contains($categories, r.category))
order by r.orders desc, r.last_at desc, r.place
