-- 一行一种写法：各表的镇街、社区、网格三栏怎样写（没写的为空文字）；names_area 为1的，没有名录时就是区域的名称。
-- A new table that names areas adds its line here; what each combination stands for is worked out once, in mart_area_place.
with
used as (
    select subdistrict_written, community_written, grid_written, 1 as names_area
    from stg_work_order
    union
    select subdistrict_written, community_written, null, 1
    from stg_service_record
    union
    select subdistrict_written, community_written, null, 1
    from stg_activity
    union
    select subdistrict_written, community_written, grid_written, 1
    from stg_party_org
    union
    select subdistrict_written, null, null, 1
    from stg_property_company
    union
    select subdistrict_written, null, null, 1
    from stg_property_unit
    union
    select subdistrict_written, community_written, grid_written, 1
    from stg_estate
    union
    select subdistrict_written, community_written, null, 1
    from stg_venue
    union
    select subdistrict_written, community_written, null, 1
    from stg_post
    union
    select subdistrict_written, community_written, null, 1
    from stg_station
    union
    select subdistrict_written, community_written, null, 1
    from stg_project
    union
    select subdistrict_written, null, null, 1
    from stg_member_development
    union
    select subdistrict_written, null, null, 1
    from stg_training
    union
    select subdistrict_written, community_written, null, 1
    from stg_owners_committee
    union
    select subdistrict_written, community_written, null, 1
    from stg_partner
    union
    select subdistrict_written, community_written, null, 1
    from stg_census
    union
    select subdistrict_written, community_written, null, 1
    from stg_road_section
    union
    select coalesce(handling_written, handling_unit), null, null, 0
    from stg_work_order
    union
    select area_written, null, null, 0
    from stg_target
    union
    select subdistrict_written, null, null, 1
    from stg_community
    union
    select subdistrict_written, community_written, null, 1
    from stg_grid
    union
    select
        case when level = 'subdistrict' then coalesce(name, code) end,
        case when level = 'community' then coalesce(name, code) end,
        case when level = 'grid' then coalesce(name, code) end,
        0
    from stg_boundary
    union
    select area, null, null, 0
    from delivery
    where table_name <> 'boundary'
)
select
    coalesce(subdistrict_written, '') as subdistrict_written,
    coalesce(community_written, '') as community_written,
    coalesce(grid_written, '') as grid_written,
    max(names_area) as names_area
from used
group by coalesce(subdistrict_written, ''), coalesce(community_written, ''), coalesce(grid_written, '')
