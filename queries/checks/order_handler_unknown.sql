-- 工单的承办镇街在名录里没有，或由社区、物业承办而没写承办镇街，计入未归属
-- severity: warn
-- table: work_order
select order_no as record, coalesce(handling_written, handling_side) as value, source_file, source_sheet, source_row
from mart_work_order
where handling_subdistrict = '未归属'
