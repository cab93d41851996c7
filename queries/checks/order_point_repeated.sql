-- 同一个坐标用在三个以上社区的工单上，可能是默认坐标
-- severity: warn
-- table: work_order
select w.order_no as record, cast(w.lng as varchar) || ',' || cast(w.lat as varchar) as value, w.source_file, w.source_sheet, w.source_row
from mart_work_order as w
inner join (
    select lng, lat
    from mart_work_order
    where lng is not null and lat is not null and lng <> 0 and lat <> 0
    group by lng, lat
    having count(distinct community_written) >= 3
) as again
    on again.lng = w.lng and again.lat = w.lat
