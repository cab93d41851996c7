-- label: 同一点位多次诉求
-- unit: 处
-- over_time: last
-- good: lower
-- cubes: none
-- table: work_order
-- source: 平台工单坐标；咨询、表扬不是问题
-- 口径: 截至数据截止时近90天内，同一类别的诉求以最集中的一点为中心，50米以内合计3件以上的点位数；只有截止时的数；无坐标、疑似默认坐标、咨询表扬和作废（含重复）的不在其内
select
    place as record, as_of as at, cast(null as timestamp) as until,
    subdistrict, community, category,
    1 as numerator,
    cast(null as varchar) as excluded
from mart_repeat_place
