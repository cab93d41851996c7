-- 一行一种写法：各表写过的每一种镇街、社区（村）、网格名称，各级分开。
select 'subdistrict' as level, subdistrict_written as written from mart_area_written
union
select 'community', community_written from mart_area_written
union
select 'grid', grid_written from mart_area_written
