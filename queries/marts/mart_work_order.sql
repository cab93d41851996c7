-- 一行一个工单，带归属地（代码胜过名称，名称胜过坐标，坐标只补空白）、承办镇街（责任单位为部门的为空，写明了而名录里没有的为未归属）、时间先后是否颠倒和时限（经批准延期的，以延期后时限为准；导出里没有时限、只有时限天数的，从派单次日起推算）。
with
returned as (
    select
        order_no,
        count(*) as steps,
        cast(case when count(kind) > 0 then greatest(sum(case when kind = '退回' then 1 else 0 end), sum(case when kind = '再派' then 1 else 0 end)) end as bigint) as times
    from mart_work_order_step
    group by order_no
),
-- two estates of one name in one community are one to whoever names an order's place
estates as (
    select
        community,
        name,
        case when count(*) = 1 then min(label) else name || '（同社区重名）' end as label,
        case when min(company_name) = max(company_name) and count(company_name) = count(*) then min(company_name) end as company
    from mart_estate
    where community is not null
    group by community, name
    union all
    select null, name, min(label), min(company_name) -- whose order names no community that is known
    from mart_estate
    group by name
    having count(*) = 1
)
select
    w.order_no,
    w.source,
    w.order_type,
    w.category,
    w.subcategory,
    w.title,
    w.content,
    coalesce(
        e.label,
        w.estate || case
            when not exists (select 1 from mart_estate) then ''
            when coalesce(l.community, case when p.subdistrict = coalesce(l.subdistrict, p.subdistrict) then p.community end) is null and exists (select 1 from mart_estate as m where m.name = w.estate) then '（社区不明）'
            else '（台账外）'
        end
    ) as estate,
    e.company,
    coalesce(l.grid, case when p.community = coalesce(l.community, p.community) and p.subdistrict = coalesce(l.subdistrict, p.subdistrict) then p.grid end) as grid,
    coalesce(l.community, case when p.subdistrict = coalesce(l.subdistrict, p.subdistrict) then p.community end) as community,
    coalesce(l.subdistrict, p.subdistrict) as subdistrict,
    coalesce(l.disagrees, false) as area_disagrees,
    coalesce(l.community_unknown, false) as community_unknown,
    w.subdistrict_written,
    w.community_written,
    w.grid_written,
    p.subdistrict as point_subdistrict,
    w.lng,
    w.lat,
    w.reported_at,
    w.accepted_at,
    w.dispatched_at,
    coalesce(
        w.extended_to, w.due_at,
        case
            when w.limit_unit = '自然日' then w.limit_from + w.limit_days * interval '1 day'
            when w.limit_unit = '小时' then w.limit_from + w.limit_days * interval '1 hour'
            else cast(t.day as timestamp) + (w.limit_from - date_trunc('day', w.limit_from))
        end
    ) as due_at,
    case
        when w.extended_to is not null then '经批准延期'
        when w.due_at is not null then '导出'
        when w.limit_unit in ('自然日', '小时') and w.limit_days is not null then '按' || w.limit_unit || '推算'
        when t.assumed_before > b.assumed_before then '按周一至周五推算'
        when t.day is not null then '按工作日推算'
    end as due_basis,
    w.extended_to,
    coalesce(w.on_hold, false) or coalesce(w.status = '挂起', false) as on_hold,
    w.finished_at,
    w.closed_at,
    w.visited_at,
    w.handling_unit,
    w.handling_side,
    w.handling_written,
    coalesce(h.subdistrict, case when coalesce(w.handling_written, '') <> '' or w.handling_side in ('社区', '物业') then '未归属' end) as handling_subdistrict,
    w.status,
    w.left_out,
    w.left_out is not null as voided,
    coalesce(w.accepted_at < w.reported_at, false)
    or coalesce(w.dispatched_at < w.reported_at, false) -- some platforms dispatch first and note 签收 as acceptance
    or coalesce(w.finished_at < greatest(w.reported_at, coalesce(w.accepted_at, w.reported_at), coalesce(w.dispatched_at, w.reported_at)), false)
    or coalesce(w.closed_at < greatest(w.reported_at, coalesce(w.accepted_at, w.reported_at), coalesce(w.dispatched_at, w.reported_at), coalesce(w.finished_at, w.reported_at)), false) as times_reversed,
    w.is_hot,
    coalesce(w.returned, r.times) as returned,
    coalesce(r.steps, 0) as steps,
    w.urged,
    w.valid_visit,
    w.contacted,
    w.solved,
    w.satisfied,
    w.has_photo,
    w.tags,
    w.limit_from,
    w.limit_written,
    w.filed_at,
    w.file_due_at,
    w.filed_right,
    w.dispatch_due_at,
    w.dispatched_right,
    w.verified_at,
    w.verify_due_at,
    w.checked_at,
    w.check_due_at,
    w.first_contact_at,
    w.urgency,
    w.supervised,
    w.instruction,
    w.handling_role,
    w.validity,
    a.as_of,
    w.source_file,
    w.source_sheet,
    w.source_row
from stg_work_order as w
left join mart_as_of as a
    on a.table_name = 'work_order'
left join mart_area_place as l
    on l.subdistrict_written = coalesce(w.subdistrict_written, '')
    and l.community_written = coalesce(w.community_written, '')
    and l.grid_written = coalesce(w.grid_written, '')
left join mart_area_place as h
    on h.subdistrict_written = coalesce(w.handling_written, w.handling_unit, '') and h.community_written = '' and h.grid_written = ''
left join mart_point_place as p
    on p.import_id = w.import_id and p.source_row = w.source_row
left join estates as e
    on e.name = w.estate
    and coalesce(e.community, '') = coalesce(l.community, case when p.subdistrict = coalesce(l.subdistrict, p.subdistrict) then p.community end, '')
left join returned as r
    on r.order_no = w.order_no
left join mart_workday as b
    on b.day = cast(w.limit_from as date) and w.due_at is null and w.limit_unit = '工作日' and w.limit_days is not null
left join mart_workday as t
    on t.working and t.ordinal = b.ordinal + w.limit_days
