-- How complete the orders of each town are, in shares of its orders: place known, coordinates usable, category, due time, handling unit, times in order; what no register knows stands last.
select
    coalesce(s.name, '未归属') as "镇街",
    count(*) as "工单",
    avg(case when w.community is not null then 1.0 else 0.0 end) as "社区可归属",
    avg(case when w.lng between -180 and 180 and w.lat between -90 and 90 and w.lng <> 0 and w.lat <> 0 then 1.0 else 0.0 end) as "坐标可用",
    avg(case when w.category is not null then 1.0 else 0.0 end) as "有类别",
    avg(case when w.due_at is not null then 1.0 else 0.0 end) as "有时限",
    avg(case when w.handling_unit is not null then 1.0 else 0.0 end) as "有主办单位",
    avg(case when w.times_reversed then 0.0 else 1.0 end) as "时间先后正确"
from mart_work_order as w
left join mart_area as s
    on s.level = 'subdistrict' and s.code = w.subdistrict
where
    ($start is null or w.reported_at >= cast($start as timestamp))
    and ($stop is null or w.reported_at < cast($stop as timestamp))
    and ($unscoped or list_contains($scope_subdistrict_codes, w.subdistrict))
group by w.subdistrict, s.name
order by w.subdistrict nulls last
