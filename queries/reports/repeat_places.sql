-- Places with three or more orders of one kind in the last ninety days, most orders first; one is asked for where any of its orders is, and inside a reader's scope where all of them are.
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
    (
        ($everywhere and $categories is null and $sources is null)
        or r.place in (
            select m.place
            from point_repeat as m
            inner join mart_work_order as w
                on w.order_no = m.order_no
            where
                w.reported_at > w.as_of - interval 90 day
                and ($everywhere or list_contains($subdistrict_codes, w.subdistrict) or list_contains($community_codes, w.community) or list_contains($grid_codes, w.grid) or list_contains($estate_codes, w.estate) or list_contains($company_codes, w.company))
                and ($categories is null or list_contains($categories, w.category))
                and ($sources is null or list_contains($sources, w.source))
        )
    )
    and (
        $unscoped
        or r.place not in (
            select m.place
            from point_repeat as m
            inner join mart_work_order as w
                on w.order_no = m.order_no
            where
                w.reported_at > w.as_of - interval 90 day
                and not coalesce(list_contains($scope_subdistrict_codes, w.subdistrict) or list_contains($scope_community_codes, w.community) or list_contains($scope_grid_codes, w.grid), false)
        )
    )
order by r.orders desc, r.last_at desc, r.place
