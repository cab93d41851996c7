-- 网格台账，一行一个网格。
select
    grid_code as code,
    name,
    community as community_written,
    subdistrict as subdistrict_written,
    kind,
    workers,
    households,
    residents,
    members,
    area_m2
from raw_grid
