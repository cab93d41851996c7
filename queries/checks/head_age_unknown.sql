-- 楼栋长没有写明年龄组（老年、青年、少年），三组之和与总数不等
-- severity: warn
-- table: post
select post_id as record, age_group as value, source_file, source_sheet, source_row
from mart_post
where role = '楼栋长' and in_post and coalesce(age_group, '') not in ('老年', '青年', '少年')
