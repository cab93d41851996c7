-- label: 在任职务数
-- unit: 个
-- over_time: last
-- good: neutral
-- table: post
-- source: 任职台账
-- 口径: 台账截止时在任的职务个数，按职务分类，一人兼任两职计两个；少年只计全区总数
select
    post_id as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, role as category,
    1 as numerator,
    case when not in_post then '已离任' end as excluded
from mart_post
