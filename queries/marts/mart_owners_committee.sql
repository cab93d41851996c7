-- 一行一个小区的业委会在一个年度，带所在区域和下一个年度的年末（从那天起它不再是最近的）。
select
    r.*,
    make_date(r.year, 12, 31) as year_end,
    make_date(lead(r.year) over (partition by r.estate_code order by r.year), 12, 31) as next_year_end,
    p.community,
    p.subdistrict,
    a.as_of
from stg_owners_committee as r
left join mart_as_of as a
    on a.table_name = 'owners_committee'
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = ''
