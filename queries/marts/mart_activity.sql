-- 一行一条活动，带所在区域和到场的各方：社区（居委会）、物业企业、业委会、居民（代表）；没写参与方的为空。
with
listed as (
    select *, '、' || replace(replace(replace(replace(sides, '，', '、'), ',', '、'), '；', '、'), ' ', '') || '、' as parties
    from stg_activity
)
select
    r.*,
    parties like '%、社区、%' or parties like '%、居委会、%' or parties like '%、居民委员会、%' or parties like '%、社区居委会、%' or parties like '%、社区居民委员会、%'
    or parties like '%、社区书记、%' or parties like '%、社区党组织、%' or parties like '%、社区党委、%' or parties like '%、社区“两委”、%' or parties like '%、村委会、%' as with_community,
    parties like '%、物业、%' or parties like '%、物业企业、%' or parties like '%、物业公司、%' or parties like '%、物业服务企业、%' or parties like '%、物业服务公司、%'
    or parties like '%、社区物业公司、%' or parties like '%、物业经理、%' or parties like '%、物业项目经理、%' as with_company,
    parties like '%、业委会、%' or parties like '%、业主委员会、%' as with_owners,
    parties like '%、居民、%' or parties like '%、居民代表、%' or parties like '%、业主、%' or parties like '%、业主代表、%' or parties like '%、群众、%' or parties like '%、群众代表、%' as with_residents,
    p.community,
    p.subdistrict
from listed as r
left join mart_area_place as p
    on p.subdistrict_written = coalesce(r.subdistrict_written, '')
    and p.community_written = coalesce(r.community_written, '')
    and p.grid_written = ''
