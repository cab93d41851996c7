-- 一行一张表：它的数据截至什么时候（申报的期末，否则是最晚的事件，再否则随全部数据；不晚于导入的时刻）。
with
known as (
    select
        table_name,
        case when until > imported then imported else until end as until
    from delivery
)
select
    table_name,
    coalesce(max(until), (select max(until) from known)) as as_of
from known
group by table_name
