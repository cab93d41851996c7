-- 共建单位台账，一行一个社区的一家共建单位。
select
    name,
    community as community_written,
    subdistrict as subdistrict_written,
    kind,
    resources,
    projects,
    source_file,
    source_sheet,
    source_row
from raw_partner
