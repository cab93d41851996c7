-- 期初在办加本月上报不等于本月办结加作废加期末在办（分镇街；办结早于上报的不计）
-- severity: must
-- table: work_order
with
-- Stock as the mart gives it, flows as the orders arrived: an order that a mart loses, doubles or moves breaks the balance of its month.
-- What is void leaves when it was closed; where that is not known, in the month in which it came.
counted as (
    select coalesce(subdistrict, '未归属') as area, date_trunc('month', reported_at) as came, date_trunc('month', coalesce(closed_at, case when voided then reported_at end)) as went, count(*) as orders
    from mart_work_order
    where closed_at is null or closed_at >= reported_at
    group by coalesce(subdistrict, '未归属'), date_trunc('month', reported_at), date_trunc('month', coalesce(closed_at, case when voided then reported_at end))
),
placed as (
    select order_no, min(coalesce(subdistrict, '未归属')) as area
    from mart_work_order
    group by order_no
),
arrived as (
    select
        coalesce(p.area, '未进入明细') as area,
        date_trunc('month', s.reported_at) as came,
        date_trunc('month', coalesce(s.closed_at, case when s.left_out is not null then s.reported_at end)) as went,
        s.left_out is not null as void,
        count(*) as orders
    from stg_work_order as s
    left join placed as p
        on p.order_no = s.order_no
    where s.closed_at is null or s.closed_at >= s.reported_at
    group by
        coalesce(p.area, '未进入明细'), date_trunc('month', s.reported_at), date_trunc('month', coalesce(s.closed_at, case when s.left_out is not null then s.reported_at end)), s.left_out is not null
),
flow as (
    select area, month, sum(came) as came, sum(closed) as closed, sum(void) as void
    from (
        select area, came as month, orders as came, 0 as closed, 0 as void from arrived
        union all
        select area, went, 0, case when void then 0 else orders end, case when void then orders else 0 end from arrived where went is not null
        union all
        select area, came, 0, 0, 0 from counted
        union all
        select area, went, 0, 0, 0 from counted where went is not null
    ) as moves
    group by area, month
),
stock as (
    select f.area, f.month, f.came, f.closed, f.void, coalesce(sum(c.orders), 0) as stock
    from flow as f
    left join counted as c
        on c.area = f.area and c.came <= f.month and (c.went is null or c.went > f.month)
    group by f.area, f.month, f.came, f.closed, f.void
),
balance as (
    select area, month, came, closed, void, stock, coalesce(lag(stock) over (partition by area order by month), 0) as stock_before
    from stock
)
select
    area || ' ' || cast(cast(month as date) as varchar) as record,
    '期初' || cast(stock_before as varchar) || '，上报' || cast(came as varchar) || '，办结' || cast(closed as varchar) || '，作废' || cast(void as varchar)
    || '，期末' || cast(stock as varchar) as value,
    cast(null as varchar) as source_file,
    cast(null as varchar) as source_sheet,
    cast(null as bigint) as source_row
from balance
where stock <> stock_before + came - closed - void
