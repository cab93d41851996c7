-- 期末在办不等于期初在办加本月上报减本月办结（作废的和办结早于上报的不计）
-- severity: must
-- table: work_order
with
-- Stock as the mart gives it, flow as the orders arrived: an order that a mart loses, doubles or moves breaks the balance of its month.
counted as (
    select date_trunc('month', reported_at) as came, date_trunc('month', closed_at) as went, count(*) as orders
    from mart_work_order
    where not voided and (closed_at is null or closed_at >= reported_at)
    group by date_trunc('month', reported_at), date_trunc('month', closed_at)
),
arrived as (
    select date_trunc('month', reported_at) as came, date_trunc('month', closed_at) as went, count(*) as orders
    from stg_work_order
    where coalesce(status, '') <> '作废' and (closed_at is null or closed_at >= reported_at)
    group by date_trunc('month', reported_at), date_trunc('month', closed_at)
),
flow as (
    select month, sum(orders) as change
    from (
        select came as month, orders from arrived
        union all
        select went, -orders from arrived where went is not null
        union all
        select came, 0 from counted
        union all
        select went, 0 from counted where went is not null
    ) as moves
    group by month
),
stock as (
    select f.month, f.change, coalesce(sum(c.orders), 0) as stock
    from flow as f
    left join counted as c
        on c.came <= f.month and (c.went is null or c.went > f.month)
    group by f.month, f.change
),
balance as (
    select month, change, stock, coalesce(lag(stock) over (order by month), 0) as stock_before
    from stock
)
select
    cast(cast(month as date) as varchar) as record,
    '期末' || cast(stock as varchar) || '，期初' || cast(stock_before as varchar) || '，上报减办结' || cast(change as varchar) as value,
    cast(null as varchar) as source_file,
    cast(null as varchar) as source_sheet,
    cast(null as bigint) as source_row
from balance
where stock <> stock_before + change
