-- Areas that deliver a table by area, and did not for the end of the period: 未报送.
with
expected as (
    select distinct n.code
    from delivery as d
    inner join mart_area_name as n
        on n.level = 'subdistrict' and n.written = d.area
    where d.table_name = $table
),
given as (
    select distinct n.code
    from delivery as d
    inner join mart_area_name as n
        on n.level = 'subdistrict' and (n.written = d.area or d.area is null)
    where d.table_name = $table and ($stop is null or d.until >= cast($stop as timestamp) - interval 1 second)
),
closing as (
    select max(until) as until from delivery where table_name = $table
)
select e.code
from expected as e
where
    e.code not in (select code from given)
    and ($stop is null or (select until from closing) >= cast($stop as timestamp) - interval 1 second)
    and ($everywhere or list_contains($subdistrict_codes, e.code))
    and ($unscoped or list_contains($scope_subdistrict_codes, e.code))
order by e.code
