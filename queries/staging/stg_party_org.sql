-- 党组织名册，一行一个党组织。
select
    org_code,
    name,
    level,
    parent,
    kind,
    setup_mode,
    established,
    members,
    subdistrict as subdistrict_written,
    community as community_written,
    grid as grid_written,
    star,
    status,
    until,
    source_file,
    source_sheet,
    source_row
from raw_party_org
