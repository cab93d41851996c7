-- 工单写明的社区（村）名录里没有，或者重名而无法确定是哪一个；镇街照常计入
-- severity: warn
-- table: work_order
select order_no as record, community_written as value, source_file, source_sheet, source_row
from mart_work_order
where community_unknown
