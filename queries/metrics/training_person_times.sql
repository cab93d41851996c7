-- label: 培训人次
-- unit: 人次
-- over_time: sum
-- good: neutral
-- table: training
-- source: 培训签到
-- 口径: 按培训日期归期，签到的人次（人次不是人数），按参训类别分类
select
    attendance_id as record, cast(held_on as timestamp) as at,
    subdistrict, side as category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_training
