-- 一行一种写法：区域的代码、名称、简称和曾用名各对应哪个代码；一种写法指向两个区域时不收。
with
spelling as (
    select level, code, code as written from mart_area
    union
    select level, code, name from mart_area
    union
    select level, code, regexp_replace(name, '(街道|镇|社区|村)$', '') from mart_area where level <> 'grid' and listed
    union
    select level, code, regexp_replace(name, '街道$', '') || '街' from mart_area where level = 'subdistrict' and name like '%街道' and listed
    union
    select level, code, regexp_replace(name, '街道$', '') || '街道办事处' from mart_area where level = 'subdistrict' and name like '%街道' and listed
    union
    select level, code, regexp_replace(name, '街道$', '') || '办事处' from mart_area where level = 'subdistrict' and name like '%街道' and listed
    union
    select level, code, name || '居委会' from mart_area where level = 'community' and name like '%社区' and listed
    union
    select level, code, regexp_replace(name, '居委会$', '') || '社区' from mart_area where level = 'community' and name like '%居委会' and listed
    union
    select level, code, regexp_replace(name, '居委会$', '居民委员会') from mart_area where level = 'community' and name like '%居委会' and listed
    union
    select 'subdistrict', code, trim(former) from (
        select code, unnest(string_split(replace(coalesce(former_names, '') || '、' || coalesce(former_codes, ''), ',', '、'), '、')) as former
        from stg_subdistrict
    ) as s
    union
    select 'community', code, trim(former) from (
        select code, unnest(string_split(replace(coalesce(former_names, '') || '、' || coalesce(former_codes, ''), ',', '、'), '、')) as former
        from stg_community
    ) as c
)
select level, written, max(code) as code
from spelling
where written is not null and written <> ''
group by level, written
having count(distinct code) = 1
