-- 工单有坐标，但落在辖区之外（可能坐标系不同）
-- severity: warn
-- table: work_order
select order_no as record, cast(lng as varchar) || ',' || cast(lat as varchar) as value, source_file, source_sheet, source_row
from mart_work_order
where
    lng <> 0 and lat <> 0
    and point_subdistrict is null
    and exists (select 1 from mart_boundary as b inner join mart_area_tree as t on t.level = b.level and t.code = b.code where t.subdistrict is not null)
