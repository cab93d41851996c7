-- 一行一个区域：镇街、社区（村）、网格；没有名录时，区域就是记录里写的名称。
with
listed as (
    select 'subdistrict' as level, code, name, kind, null as parent_written, null as households, null as residents
    from stg_subdistrict
    union all
    select 'community', code, name, kind, subdistrict_written, households, residents
    from stg_community
    union all
    select 'grid', code, name, kind, coalesce(community_written, substr(code, 1, 12)), households, residents
    from stg_grid
),
written as (
    select 'subdistrict' as level, subdistrict_written as name from stg_work_order
    union
    select 'subdistrict', subdistrict_written from stg_service_record
    union
    select 'subdistrict', subdistrict_written from stg_activity
    union
    select 'subdistrict', subdistrict_written from stg_property_company
    union
    select 'subdistrict', subdistrict_written from stg_property_unit
    union
    select 'subdistrict', subdistrict_written from stg_party_org
    union
    select 'community', community_written from stg_work_order
    union
    select 'community', community_written from stg_service_record
    union
    select 'community', community_written from stg_activity
    union
    select 'grid', grid_written from stg_work_order
)
select level, code, name, kind, parent_written, households, residents, true as listed
from listed
union all
select level, name as code, name, null as kind, null as parent_written, null as households, null as residents, false as listed
from written
where name is not null and not exists (select 1 from listed where listed.level = written.level)
