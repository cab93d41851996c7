-- The grids behind a figure.
select
    code as record,
    name as "网格",
    kind as "类型",
    households as "户数",
    org_code as "网格党组织编码"
from mart_grid
where list_contains($records, code)
