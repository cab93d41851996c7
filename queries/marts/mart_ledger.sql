-- 一行一张台账（一个表、一个镇街、一个统计日期），带此后最近一份包含该镇街的台账的日期，从那天起它不再是最近一次。
with
written as (
    select
        'property_company' as table_name,
        c.import_id,
        c.snapshot,
        coalesce(p.subdistrict, c.subdistrict_written, '') as area
    from stg_property_company as c
    left join mart_area_place as p
        on p.subdistrict_written = coalesce(c.subdistrict_written, '') and p.community_written = '' and p.grid_written = ''
    union
    select
        'property_unit',
        u.import_id,
        u.snapshot,
        coalesce(p.subdistrict, u.subdistrict_written, '')
    from stg_property_unit as u
    left join mart_area_place as p
        on p.subdistrict_written = coalesce(u.subdistrict_written, '') and p.community_written = '' and p.grid_written = ''
),
-- a ledger that names several 镇街, or none, is that of the whole district: who is not in it has nothing any more
delivered as (
    select
        table_name,
        import_id,
        snapshot,
        min(area) as area,
        min(area) <> max(area) or max(area) = '' as whole
    from written
    group by table_name, import_id, snapshot
)
select
    w.table_name,
    w.area,
    w.snapshot,
    min(d.snapshot) as next_snapshot
from (select distinct table_name, area, snapshot from written) as w
left join delivered as d
    on d.table_name = w.table_name and d.snapshot > w.snapshot and (d.whole or d.area = w.area)
group by w.table_name, w.area, w.snapshot
