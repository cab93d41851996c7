-- 镇街名录，一行一个镇街。
select
    code,
    name,
    kind,
    former_codes,
    former_names
from raw_subdistrict
