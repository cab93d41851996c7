-- 业委会情况，一行一个小区的业委会在一个年度。
select
    estate_code,
    year,
    subdistrict as subdistrict_written,
    community as community_written,
    members,
    party_members,
    source_file,
    source_sheet,
    source_row
from raw_owners_committee
