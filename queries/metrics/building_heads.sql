-- label: 楼栋长人数
-- unit: 人
-- over_time: last
-- good: neutral
-- table: post
-- source: 任职台账
-- 口径: 台账截止时在任的楼栋长，按年龄组（老年、青年、少年）分类；少年只计全区总数
select
    post_id as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, age_group as category,
    1 as numerator,
    case when not in_post then '已离任' end as excluded
from mart_post
where role = '楼栋长'
