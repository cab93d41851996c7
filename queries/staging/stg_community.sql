-- 社区（村）名录，一行一个社区或村。
select
    code,
    name,
    subdistrict as subdistrict_written,
    kind,
    urban_class,
    households,
    residents,
    elderly,
    former_codes,
    former_names,
    source_file,
    source_sheet,
    source_row
from raw_community
