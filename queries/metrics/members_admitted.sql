-- label: 发展党员数
-- unit: 人
-- over_time: sum
-- good: higher
-- table: member_development
-- source: 发展党员台账
-- 口径: 按确定日期归期，成为预备党员的人数
select
    record_id as record, cast(stage_on as timestamp) as at,
    subdistrict,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_member_development
where stage = '预备党员'
