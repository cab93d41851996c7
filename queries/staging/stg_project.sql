-- 民生实事与清单，一行一个项目或清单事项。
select
    project_id,
    name,
    kind,
    sponsor,
    fund,
    budget,
    estate,
    subdistrict as subdistrict_written,
    community as community_written,
    planned_on,
    done_on,
    status,
    source_file,
    source_sheet,
    source_row
from raw_project
