-- 物业企业的统一社会信用代码校验位不对，可能抄错了
-- severity: warn
-- table: property_company
with
weights as (
    select place, weight
    from (
        values (1, 1), (2, 3), (3, 9), (4, 27), (5, 19), (6, 26), (7, 16), (8, 17), (9, 20), (10, 29), (11, 25), (12, 13), (13, 8), (14, 24), (15, 10), (16, 30), (17, 28)
    ) as t (place, weight)
),
codes as (
    select uscc, min(source_file) as source_file, min(source_sheet) as source_sheet, min(source_row) as source_row
    from mart_property_company
    where next_snapshot is null
    group by uscc
),
summed as (
    select c.uscc, sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(c.uscc, w.place, 1)) - 1) * w.weight) as total
    from codes as c
    cross join weights as w
    group by c.uscc
)
select c.uscc as record, c.uscc as value, c.source_file, c.source_sheet, c.source_row
from codes as c
inner join summed as s
    on s.uscc = c.uscc
where length(c.uscc) <> 18 or substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + cast(mod(31 - mod(s.total, 31), 31) as integer), 1) <> substr(c.uscc, 18, 1)
