-- 服务记录，一行一次服务或一个站点一天一类服务的合计。
select
    record_id,
    kind,
    service_group,
    station,
    subdistrict as subdistrict_written,
    community as community_written,
    served_on,
    times,
    person_times,
    called_at,
    finished_at,
    tags,
    provider,
    fee,
    source_file,
    source_sheet,
    source_row
from raw_service_record
