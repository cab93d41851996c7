-- 一行一种写法：各表写过的每一种镇街、社区（村）、网格名称，各级分开；names_area 为1的是记录所在区域的名称。
with
form as (
    select 'subdistrict' as level, subdistrict_written as written, names_area from mart_area_written
    union all
    select 'community', community_written, names_area from mart_area_written
    union all
    select 'grid', grid_written, names_area from mart_area_written
)
select level, written, max(names_area) as names_area
from form
group by level, written
