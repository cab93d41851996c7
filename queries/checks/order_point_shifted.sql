-- 工单的坐标落在辖区之外，按GCJ-02（高德、腾讯地图的坐标）换算后落在辖区内，坐标系可能不对
-- severity: warn
-- table: work_order
select w.order_no as record, cast(w.lng as varchar) || ',' || cast(w.lat as varchar) as value, w.source_file, w.source_sheet, w.source_row
from mart_work_order as w
inner join stg_work_order as s
    on s.order_no = w.order_no
inner join point_shifted as p
    on p.import_id = s.import_id and p.source_row = s.source_row
