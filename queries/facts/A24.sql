-- 报道: “镇街党（工）委—社区党委—小区党支部—楼栋党小组”四级组织架构
-- expected: 4
-- operator: =
-- unit: 级
with recursive
chain as (
    select org_code, parent, 1 as depth, level as path
    from mart_party_org
    where level = '楼栋' and coalesce(status, '') not in ('撤销', '已撤销')
    union all
    select o.org_code, o.parent, c.depth + 1, o.level || '→' || c.path
    from chain as c
    inner join mart_party_org as o
        on o.org_code = c.parent
    where o.level in ('小区', '社区', '镇街') and coalesce(o.status, '') not in ('撤销', '已撤销')
)
select coalesce(max(depth), 0) as computed, max(path) filter (where depth = 4) || '，楼栋党小组' || count(*) filter (where depth = 1) || '个' as shown
from chain
