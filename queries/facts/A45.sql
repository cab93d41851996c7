-- 报道: 2名社区“两委”成员…兼任业主委员会主任或委员
-- expected: 2
-- operator: =
-- unit: 人
select count(distinct person) as computed, string_agg(distinct role, '、' order by role) as shown
from mart_post
where role in ('业委会主任', '业委会委员') and from_side = '社区两委' and in_post
