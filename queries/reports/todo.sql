-- Orders that need somebody at the cut-off: overdue, due that day or by the next working day, sent back twice or more, or supervised, and not closed. One row an order; `apart` says why it is only counted.
with
clock as (
    select
        as_of,
        cast(as_of + interval 1 second as date) as today -- at 24时 today is the day that begins
    from mart_as_of
    where table_name = 'work_order'
),
open_orders as (
    select
        w.*,
        c.today,
        cast(w.due_at - interval 1 second as date) as due_day
    from mart_open_order as w
    cross join clock as c
    where
        not w.voided
        and w.reported_at <= w.as_of
        and ($everywhere or list_contains($subdistrict_codes, w.subdistrict) or list_contains($community_codes, w.community) or list_contains($grid_codes, w.grid) or list_contains($estate_codes, w.estate) or list_contains($company_codes, w.company))
        and ($unscoped or list_contains($scope_subdistrict_codes, w.subdistrict) or list_contains($scope_community_codes, w.community) or list_contains($scope_grid_codes, w.grid))
        and ($categories is null or list_contains($categories, w.category))
        and ($sources is null or list_contains($sources, w.source))
),
moved as (
    select order_no, max(moved_at) as moved_at
    from mart_work_order_step
    group by order_no
),
judged as (
    select
        o.*,
        case
            when o.due_at <= o.as_of then '超期'
            when o.due_day = o.today then '今日到期'
            when coalesce(d.working_before, o.due_day - 1) <= o.today and o.due_day > o.today then '下一工作日到期'
        end as light,
        case when o.due_at <= o.as_of then e.ordinal - d.ordinal end as workdays_overdue,
        case when o.on_hold then '挂账' when o.extended_to > o.as_of then '经批准延期' end as apart,
        case
            when o.finished_at is not null then '待结案'
            when o.dispatched_at is not null then '处置中'
            when o.accepted_at is not null then '待派遣'
            else '待受理'
        end as stage,
        greatest(o.reported_at, coalesce(o.accepted_at, o.reported_at), coalesce(o.dispatched_at, o.reported_at), coalesce(o.finished_at, o.reported_at), coalesce(m.moved_at, o.reported_at)) as since
    from open_orders as o
    left join moved as m
        on m.order_no = o.order_no
    left join mart_workday as d
        on d.day = cast(o.due_at as date)
    left join mart_workday as e
        on e.day = cast(o.as_of as date)
)
select
    j.order_no,
    j.light,
    j.workdays_overdue,
    j.due_at,
    j.today = cast(j.as_of as date) as day_begun, -- not at 24时: who reads of that moment takes the day that ends for today
    date_diff('day', j.due_at, j.as_of) as days_overdue,
    j.title,
    j.category,
    j.estate,
    s.name as subdistrict,
    c.name as community,
    g.name as grid,
    j.handling_unit,
    j.handling_role,
    j.stage,
    date_diff('day', least(j.since, j.as_of), j.as_of) as days_in_stage,
    coalesce(j.returned, 0) as returned,
    coalesce(j.urged, 0) as urged,
    case when r.place is not null then p.orders end as same_place,
    coalesce(j.supervised, false) as supervised,
    j.apart
from judged as j
left join mart_area as s
    on s.level = 'subdistrict' and s.code = j.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = j.community
left join mart_area as g
    on g.level = 'grid' and g.code = j.grid
left join point_repeat as r
    on r.order_no = j.order_no
left join mart_repeat_place as p
    on p.place = r.place
where j.light is not null or j.returned >= 2 or coalesce(j.supervised, false)
order by
    not (coalesce(j.supervised, false) and j.due_at <= j.as_of),
    case j.light when '超期' then 1 when '今日到期' then 2 when '下一工作日到期' then 3 else 4 end,
    j.workdays_overdue desc nulls last,
    j.due_at,
    j.order_no
