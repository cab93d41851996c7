-- 流转记录的工单编号在工单明细里没有
-- severity: warn
-- table: work_order_step
select s.order_no as record, s.kind as value, s.source_file, s.source_sheet, s.source_row
from mart_work_order_step as s
left join mart_work_order as w
    on w.order_no = s.order_no
where w.order_no is null
