-- Projects and items on lists, of the chosen areas: what, by whom, who pays, planned, done.
select
    p.kind as "类别",
    p.name as "事项",
    p.sponsor as "牵头",
    p.fund as "资金来源",
    p.budget as "金额（元）",
    p.planned_on as "计划完成",
    coalesce(strftime(p.done_on, '%Y-%m-%d'), '—') as "实际完成",
    p.status as "状态",
    s.name as "镇街"
from mart_project as p
left join mart_area as s
    on s.level = 'subdistrict' and s.code = p.subdistrict
where
    ($everywhere or list_contains($subdistrict_codes, p.subdistrict) or list_contains($community_codes, p.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, p.subdistrict) or list_contains($scope_community_codes, p.community))
order by p.kind, p.status desc, p.planned_on, p.name
