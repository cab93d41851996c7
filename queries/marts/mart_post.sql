-- 一行一个任职，带所在区域和是否在任；少年（未成年人）只计数，不带编号、小区、社区和镇街。
with
placed as (
    select
        r.*,
        coalesce(r.age_group = '少年', false) as minor,
        coalesce(p.community, e.community) as community,
        coalesce(p.subdistrict, e.subdistrict) as subdistrict,
        a.as_of
    from stg_post as r
    left join mart_as_of as a
        on a.table_name = 'post'
    left join mart_area_place as p
        on p.subdistrict_written = coalesce(r.subdistrict_written, '')
        and p.community_written = coalesce(r.community_written, '')
        and p.grid_written = ''
    left join mart_estate as e
        on e.estate_code = r.estate_code
)
select
    case when minor then '少年' || cast(row_number() over (partition by minor order by post_id) as varchar) else post_id end as post_id,
    role,
    from_side,
    case when not minor then person end as person,
    age_group,
    party_member,
    company,
    org_code,
    case when not minor then estate_code end as estate_code,
    case when not minor then community end as community,
    case when not minor then subdistrict end as subdistrict,
    case when not minor then subdistrict_written end as subdistrict_written,
    case when not minor then community_written end as community_written,
    since,
    until,
    concurrent,
    coalesce(status, '') <> '已离任' and (until is null or cast(until as timestamp) > as_of) as in_post,
    as_of,
    source_file,
    source_sheet,
    source_row
from placed
