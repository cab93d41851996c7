-- 一行一个区域，带它所在的社区和镇街的代码（自身也算）；网格没写明社区时看代码的前12位。
select
    a.level,
    a.code,
    a.name,
    a.kind,
    a.households,
    a.residents,
    a.listed,
    case a.level when 'grid' then a.code end as grid,
    case a.level when 'grid' then coalesce(w.community, c.code) when 'community' then a.code end as community,
    case a.level
        when 'grid' then coalesce(w.community_subdistrict, case when w.community is null then c.subdistrict end, w.subdistrict)
        when 'community' then c.subdistrict
        else a.code
    end as subdistrict
from mart_area as a
left join mart_area_pair as w
    on a.level = 'grid'
    and a.listed
    and w.subdistrict_written = coalesce(a.subdistrict_written, '')
    and w.community_written = coalesce(a.community_written, '')
left join mart_community as c
    on c.code = case a.level when 'community' then a.code when 'grid' then substr(a.code, 1, 12) end
