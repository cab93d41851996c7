-- 工单的有效性写法不认得（不是有效、重复、作废），按有效计
-- severity: warn
-- table: work_order
select order_no as record, validity as value, source_file, source_sheet, source_row
from mart_work_order
where validity not in ('有效', '重复', '作废')
