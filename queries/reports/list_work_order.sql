-- Orders of the selection by the day they were reported, newest first, as many as asked; `found` is how many there are. $find is part of a number, a summary or a unit.
with
asked as (
    select *
    from mart_work_order
    where
        ($start is null or reported_at >= cast($start as timestamp))
        and ($stop is null or reported_at < cast($stop as timestamp))
        and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, estate) or list_contains($company_codes, company))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
        and ($categories is null or list_contains($categories, category))
        and ($sources is null or list_contains($sources, source))
        and ($find is null or contains(order_no, $find) or contains(title, $find) or contains(handling_unit, $find) or contains(estate, $find))
),
shown as (
    select *
    from asked
    order by reported_at desc, order_no
    limit $most
)
select
    w.order_no as "工单编号",
    w.title as "诉求摘要",
    w.category as "类别",
    w.source as "来源",
    coalesce(s.name, '未归属') as "镇街",
    c.name as "社区",
    g.name as "网格",
    w.estate as "小区",
    w.reported_at as "上报时间",
    w.due_at as "办结时限",
    w.finished_at as "处置完成时间",
    w.closed_at as "结案时间",
    w.handling_unit as "主办单位",
    coalesce(w.left_out, w.status) as "状态",
    w.returned as "退回次数",
    (select count(*) from asked) as found,
    (select count(*) from asked where left_out is not null) as left_out
from shown as w
left join mart_area as s
    on s.level = 'subdistrict' and s.code = w.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = w.community
left join mart_area as g
    on g.level = 'grid' and g.code = w.grid
order by w.reported_at desc, w.order_no
