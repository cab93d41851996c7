-- 工单写明的镇街、社区、网格互相对不上：以代码为准，都是名称或都是代码时以细的一级为准
-- severity: warn
-- table: work_order
select
    order_no as record,
    concat_ws(' / ', subdistrict_written, community_written, grid_written) as value,
    source_file,
    source_sheet,
    source_row
from mart_work_order
where area_disagrees
