-- 报道: “1+1+N”
-- expected: 1+1+N
-- operator: =
-- unit: 项
with
communities as (
    select a.code
    from mart_area as a
    where a.level = 'community'
        and exists (select 1 from mart_party_org as o where o.community = a.code and o.level = '社区' and coalesce(o.status, '') not in ('撤销', '已撤销'))
        and exists (select 1 from mart_estate as e where e.community = a.code and e.company is not null)
        and exists (select 1 from mart_partner as p where p.community = a.code)
)
select
    count(*) as computed,
    '有社区党组织、物业企业和共建单位的社区' || count(*) || '个，共建单位' || (select count(*) from mart_partner where community in (select code from communities)) || '家' as shown
from communities
