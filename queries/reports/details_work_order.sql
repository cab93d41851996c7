-- The orders behind a figure, with what a reader may see.
select
    order_no as record,
    title as "诉求摘要",
    category as "类别",
    source as "来源",
    coalesce(s.name, '未归属') as "所属镇街",
    coalesce(c.name, '') as "所属社区",
    handling_unit as "主办单位",
    reported_at as "上报时间",
    due_at as "办结时限",
    due_basis as "时限依据",
    case when coalesce(closed_at, as_of) > due_at then e.ordinal - d.ordinal end as "超期工作日",
    finished_at as "处置完成时间",
    status as "状态",
    returned as "退回次数",
    steps as "流转次数",
    source_file as "来源文件",
    source_row as "行号"
from mart_work_order as w
left join mart_area as s
    on s.level = 'subdistrict' and s.code = w.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = w.community
left join mart_workday as d
    on d.day = cast(w.due_at as date)
left join mart_workday as e
    on e.day = cast(coalesce(w.closed_at, w.as_of) as date)
where list_contains($records, order_no)
