-- 一行一种写法可能指的一个区域：原样相符（rank 同 mart_area_spelling），或前面多写了省、市、区县、镇街（rank 4，town 为多写的镇街），或写了别字（rank 5，见 area_slip）。
-- Runs over the few distinct written forms, never over records: a tail is compared with every spelling.
with
whole as (
    select u.level, u.written, s.code, s.rank, s.former
    from mart_area_form as u
    inner join mart_area_spelling as s
        on s.level = u.level and s.written = u.written
),
tail as (
    select
        u.level, u.written, s.code, s.former,
        substr(u.written, 1, length(u.written) - length(s.written)) as before
    from mart_area_form as u
    inner join mart_area_spelling as s
        on s.level = u.level and s.rank > 1 and u.written like '%' || s.written
    inner join mart_area as a
        on a.level = s.level and a.code = s.code and a.listed
    where
        u.level <> 'grid'
        and not exists (select 1 from whole as w where w.level = u.level and w.written = u.written)
),
-- What stands in front is a district, or for a community its 镇街 with or without a district in front of that.
headed as (
    select level, written, code, former, before, cast(null as varchar) as town
    from tail
    union
    select
        c.level, c.written, c.code, c.former,
        substr(c.before, 1, length(c.before) - length(t.written)),
        t.code
    from tail as c
    inner join mart_area_spelling as t
        on t.level = 'subdistrict' and t.rank > 1 and c.before like '%' || t.written
    where c.level = 'community'
),
settled as (
    select level, written, code, rank, former, cast(null as varchar) as town
    from whole
    union
    select level, written, code, 4, former, town
    from headed
    where
        (before = '' and town is not null)
        or before like '%省' or before like '%市' or before like '%县' or before like '%旗'
        or (before like '%区' and before not like '%小区' and before not like '%社区')
)
select level, written, code, rank, former, town
from settled
union all
select s.level, s.written, s.code, 5, 0, cast(null as varchar)
from area_slip as s
where not exists (select 1 from settled as t where t.level = s.level and t.written = s.written)
