-- 报道: 67个社区党组织
-- expected: 67
-- operator: =
-- unit: 个
select count(*) as computed, string_agg(distinct o.kind, '、' order by o.kind) as shown
from mart_party_org as o
inner join mart_area as a
    on a.level = 'community' and a.code = o.community and a.kind = '社区'
where o.level = '社区' and coalesce(o.status, '') not in ('撤销', '已撤销')
