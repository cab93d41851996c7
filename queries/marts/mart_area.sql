-- 一行一个区域：镇街、社区（村）、网格；没有名录时，区域就是记录里写的名称。
with
listed as (
    select
        'subdistrict' as level, code, name, kind,
        null as subdistrict_written, null as community_written,
        null as households, null as residents
    from stg_subdistrict
    union all
    select 'community', code, name, kind, subdistrict_written, null, households, residents
    from stg_community
    union all
    select 'grid', code, name, kind, subdistrict_written, community_written, households, residents
    from stg_grid
),
named as (
    select 'subdistrict' as level, subdistrict_written as name from mart_area_written where names_area = 1
    union
    select 'community', community_written from mart_area_written where names_area = 1
    union
    select 'grid', grid_written from mart_area_written where names_area = 1
)
select level, code, name, kind, subdistrict_written, community_written, households, residents, true as listed
from listed
union all
select
    level, name as code, name, null as kind,
    null as subdistrict_written, null as community_written,
    null as households, null as residents, false as listed
from named
where name <> '' and not exists (select 1 from listed where listed.level = named.level)
