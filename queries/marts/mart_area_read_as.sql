-- 一行一种写法：写了别字、按名录中唯一读得通的镇街或社区（村）计入的名称，它计入哪个区域（name），以及错在哪里（why）。
with
counted as (
    select level, written, code
    from mart_area_name
    where level = 'subdistrict'
    union
    select 'community', community_written, community
    from mart_area_pair
    where community is not null
)
select distinct m.level, m.written, m.code, t.name, s.why
from mart_area_match as m
inner join counted as c
    on c.level = m.level and c.written = m.written and c.code = m.code
inner join mart_area_tree as t
    on t.level = m.level and t.code = m.code
inner join area_slip as s
    on s.level = m.level and s.written = m.written and s.code = m.code
where m.rank = 5
