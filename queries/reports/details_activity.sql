-- The activities behind a figure.
select
    activity_id as record,
    kind as "活动类型",
    theme as "活动主题",
    subdistrict_written as "所属镇街",
    community_written as "所属社区",
    held_at as "活动时间",
    person_times as "参加人次",
    source_file as "来源文件",
    source_sheet as "工作表",
    source_row as "行号"
from mart_activity
where list_contains($records, activity_id)
