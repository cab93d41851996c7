-- 底数排查台账，一行一个社区在一个排查日期、一个渠道的底数。
select
    community as community_written,
    subdistrict as subdistrict_written,
    snapshot,
    channel,
    residents,
    entities,
    companies,
    members,
    orgs,
    source_file,
    source_sheet,
    source_row
from raw_census
