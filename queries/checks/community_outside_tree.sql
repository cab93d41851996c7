-- 名录里的社区（村）不属于名录里的任何镇街，或者代码与所属镇街不符
-- severity: warn
-- table: community
select c.code as record, concat_ws(' / ', s.name, s.subdistrict_written) as value, s.source_file, s.source_sheet, s.source_row
from mart_community as c
inner join stg_community as s
    on s.code = c.code
where
    c.listed
    and (
        (c.subdistrict is null and exists (select 1 from mart_area as a where a.level = 'subdistrict' and a.listed))
        or (length(c.code) = 12 and length(c.subdistrict) = 9 and substr(c.code, 1, 9) <> c.subdistrict)
    )
