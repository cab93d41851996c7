-- 小区台账，一行一个小区。
select
    estate_code,
    name,
    subdistrict as subdistrict_written,
    community as community_written,
    grid as grid_written,
    old,
    renovation,
    renovated_on,
    friendly,
    friendly_on,
    manage_mode,
    company,
    households,
    residents,
    elderly,
    buildings,
    source_file,
    source_sheet,
    source_row
from raw_estate
