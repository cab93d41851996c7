-- 一行一个有坐标的记录，坐标落在哪个网格、社区、镇街（point_hit 由几何计算得出）。
with
hit as (
    select
        h.import_id,
        h.source_row,
        h.level,
        t.grid,
        t.community,
        t.subdistrict
    from point_hit as h
    inner join mart_area_tree as t
        on t.level = h.level and t.code = h.code
    where exists (select 1 from mart_boundary) -- of which point_hit is worked out: it comes first
)
select
    import_id,
    source_row,
    max(case when level = 'grid' then grid end) as grid,
    coalesce(max(case when level = 'grid' then community end), max(case when level = 'community' then community end)) as community,
    coalesce(
        max(case when level = 'grid' then subdistrict end),
        max(case when level = 'community' then subdistrict end),
        max(case when level = 'subdistrict' then subdistrict end)
    ) as subdistrict
from hit
group by import_id, source_row
