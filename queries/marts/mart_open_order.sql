-- 一行一条工单：数据截至时尚未办结的；今日清单和当日到期等存量只读这些行。
select *
from mart_work_order
where closed_at is null or closed_at > as_of
