-- 一行一个区域的一种写法：代码和曾用代码（rank 1）、名称和曾用名（2）、由名称推出的写法（3）；former 为1的只是曾用的。
with
stem as (
    select
        level, code,
        case level
            when 'subdistrict' then regexp_replace(name, '(街道办事处|街道办|街道|镇人民政府|镇|乡人民政府|乡)$', '')
            else regexp_replace(name, '(社区居民委员会|社区居委会|居民委员会|居委会|社区|村民委员会|村委会|村)$', '')
        end as stem,
        case
            when level = 'subdistrict' and (name like '%街道' or name like '%街道办' or name like '%街道办事处') then '街道'
            when level = 'subdistrict' and (name like '%镇' or name like '%镇人民政府') then '镇'
            when level = 'subdistrict' and (name like '%乡' or name like '%乡人民政府') then '乡'
            when level = 'community' and (name like '%村' or name like '%村民委员会' or name like '%村委会') then '村'
            when level = 'community' and (name like '%社区' or name like '%居民委员会' or name like '%居委会') then '社区'
            else kind
        end as kind
    from mart_area
    where level <> 'grid' and listed
),
ending as (
    select 'subdistrict' as level, '街道' as kind, '、街、街道、街道办、街道办事处、办事处' as endings
    union all
    select 'subdistrict', '镇', '、镇、镇政府、镇人民政府'
    union all
    select 'subdistrict', '乡', '、乡、乡政府、乡人民政府'
    union all
    select 'community', '社区', '、社区、居委会、居民委员会、社区居委会、社区居民委员会'
    union all
    select 'community', '村', '、村、村委会、村民委员会、村村委会、村村民委员会'
),
former as (
    select 'subdistrict' as level, code, former_codes as written, 1 as rank from stg_subdistrict
    union all
    select 'subdistrict', code, former_names, 2 from stg_subdistrict
    union all
    select 'community', code, former_codes, 1 from stg_community
    union all
    select 'community', code, former_names, 2 from stg_community
),
spelling as (
    select level, code, code as written, case when listed then 1 else 2 end as rank, 0 as former from mart_area
    union all
    select level, code, code || '000', 1, 0 from mart_area where level = 'subdistrict' and listed and length(code) = 9
    union all
    select level, code, name, 2, 0 from mart_area
    union all
    select level, code, trim(one), rank, 1
    from (select level, code, unnest(string_split(replace(written, ',', '、'), '、')) as one, rank from former) as f
    union all
    select s.level, s.code, s.stem || e.ending, 3, 0
    from (
        select level, code, kind, stem from stem
        union
        select level, code, kind, translate(stem, '零一二三四五六七八九', '0123456789') from stem
    ) as s
    inner join (select level, kind, unnest(string_split(endings, '、')) as ending from ending) as e
        on e.level = s.level and e.kind = s.kind
    where s.stem <> ''
)
select level, code, written, min(rank) as rank, min(former) as former
from spelling
where written <> ''
group by level, code, written
