-- The companies behind a figure.
select
    uscc as record,
    name as "物业企业",
    subdistrict_written as "所属镇街",
    snapshot as "统计日期",
    members as "党员数",
    coverage as "覆盖方式",
    instructor as "党建指导员",
    source_file as "来源文件",
    source_row as "行号"
from mart_property_company
where
    list_contains($records, uscc)
    and ($stop is null or snapshot < cast($stop as timestamp))
    and (next_snapshot is null or next_snapshot >= cast($stop as timestamp))
