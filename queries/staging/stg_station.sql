-- 服务站点台账，一行一个站点。
select
    station_code,
    name,
    kind,
    subdistrict as subdistrict_written,
    community as community_written,
    lng,
    lat,
    opened,
    status,
    source_file,
    source_sheet,
    source_row
from raw_station
