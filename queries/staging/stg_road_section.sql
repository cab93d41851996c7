-- 路段台账，一行一个路段。
select
    section_id,
    name,
    subdistrict as subdistrict_written,
    community as community_written,
    grid_worker,
    property_manager,
    length_m,
    source_file,
    source_sheet,
    source_row
from raw_road_section
