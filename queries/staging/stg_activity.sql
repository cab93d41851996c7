-- 活动台账，一行一次活动。
select
    activity_id,
    kind,
    held_at,
    subdistrict as subdistrict_written,
    community as community_written,
    theme,
    sides,
    person_times,
    quantity,
    quantity_unit,
    topics,
    settled,
    estate,
    channel,
    mode,
    place,
    source_file,
    source_sheet,
    source_row
from raw_activity
