-- 一行一个社区（村），带它所在的镇街（名录写明的，没写明时看代码的前9位）和名录里的户数、人数、老年人数。
select
    a.code,
    coalesce(n.code, p.code) as subdistrict,
    a.kind,
    a.listed,
    a.households,
    a.residents,
    s.elderly,
    t.as_of
from mart_area as a
left join stg_community as s
    on s.code = a.code and a.listed
left join mart_as_of as t
    on t.table_name = 'community'
left join mart_area_name as n
    on n.level = 'subdistrict' and n.written = a.subdistrict_written
left join mart_area as p
    on p.level = 'subdistrict' and p.code = substr(a.code, 1, 9) and a.listed
where a.level = 'community'
