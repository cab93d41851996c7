-- 任职台账，一行一个任职。
select
    post_id,
    role,
    from_side,
    person,
    age_group,
    party_member,
    company,
    org_code,
    estate_code,
    subdistrict as subdistrict_written,
    community as community_written,
    since,
    until,
    concurrent,
    status,
    source_file,
    source_sheet,
    source_row
from raw_post
