-- The middle of the orders with a point of every area of one level: where its tile belongs on a map without boundaries.
select
    case $level when 'subdistrict' then subdistrict when 'community' then community else grid end as code,
    avg(lng) as lng,
    avg(lat) as lat
from mart_work_order
where lng between -180 and 180 and lat between -90 and 90 and (lng <> 0 or lat <> 0) and not voided
group by 1
having code is not null
