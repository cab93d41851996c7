-- 一行一种写法：区域的代码、名称、简称、曾用名和镇街名称的别字各对应哪个代码（by_code：写的是代码，former：写的是曾用的，by_slip：写了别字）；一种写法指向两个区域时不收。
with
spelled as (
    select level, written, code, rank, former, case when rank < 3 then 2 else rank end as place
    from mart_area_spelling
    union all
    select level, written, code, rank, former, rank
    from mart_area_match
    where (rank = 4 and town is null) or (rank = 5 and level = 'subdistrict')
),
nearest as (
    select level, written, code, rank, former, place, min(place) over (partition by level, written) as first_place
    from spelled
)
select level, written, max(code) as code, min(rank) = 1 as by_code, min(former) = 1 as former, min(rank) = 5 as by_slip
from nearest
where place = first_place
group by level, written
having count(distinct code) = 1
