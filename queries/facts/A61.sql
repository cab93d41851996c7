-- 报道: “避雨难、休息难、饮水难、充电难”
-- expected: 4
-- operator: =
-- unit: 难
select count(distinct tags) as computed, string_agg(distinct tags, '、' order by tags) as shown
from mart_service_record
where tags in ('避雨难', '休息难', '饮水难', '充电难')
