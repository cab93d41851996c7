-- The companies and service projects behind a figure.
select
    unit_code as record,
    name as "单位名称",
    kind as "类别",
    subdistrict_written as "所属镇街",
    snapshot as "统计日期",
    covered as "已建立党组织",
    setup_mode as "组建方式",
    source_file as "来源文件",
    source_row as "行号"
from mart_property_unit
where
    list_contains($records, unit_code)
    and ($stop is null or snapshot < cast($stop as timestamp))
    and (next_snapshot is null or next_snapshot >= cast($stop as timestamp))
