-- 同一人任两个党组织的书记，台账没有标明兼任
-- severity: warn
-- table: post
select p.post_id as record, p.role as value, p.source_file, p.source_sheet, p.source_row
from mart_post as p
where
    p.role like '%书记' and p.in_post and p.person is not null
    and exists (
        select 1
        from mart_post as q
        where q.person = p.person and q.role = p.role and q.in_post and q.post_id < p.post_id
    )
    and not exists (
        select 1
        from mart_post as q
        where q.person = p.person and q.role = p.role and q.in_post and q.concurrent
    )
