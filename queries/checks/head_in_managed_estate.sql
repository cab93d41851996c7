-- 楼栋长所在的小区有物业企业（楼栋长配备在没有物业企业的小区）
-- severity: warn
-- table: post
select p.post_id as record, e.name as value, p.source_file, p.source_sheet, p.source_row
from mart_post as p
inner join mart_estate as e
    on e.estate_code = p.estate_code
where p.role = '楼栋长' and p.in_post and e.company is not null
