-- 边界，一行一个多边形。
select
    level,
    code,
    name,
    geometry,
    origin
from raw_boundary
