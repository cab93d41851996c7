-- 一行一张表：它的数据截至什么时候（申报的期末，否则是最晚的事件，再否则随全部数据；不晚于导入的时刻）。
select
    table_name,
    coalesce(max(until), (select max(until) from delivery)) as as_of
from delivery
group by table_name
