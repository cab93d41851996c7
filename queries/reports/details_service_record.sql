-- The service records behind a figure.
select
    record_id as record,
    kind as "服务类型",
    station as "站点",
    served_on as "服务日期",
    times as "次数",
    person_times as "人次",
    source_file as "来源文件",
    source_row as "行号"
from mart_service_record
where list_contains($records, record_id)
