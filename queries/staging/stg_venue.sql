-- 党建阵地台账，一行一个阵地。
select
    venue_code,
    name,
    kind,
    org_code,
    subdistrict as subdistrict_written,
    community as community_written,
    standards,
    standards_lacking,
    opened,
    lng,
    lat,
    source_file,
    source_sheet,
    source_row
from raw_venue
