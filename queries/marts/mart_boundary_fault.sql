-- 一行一个边界问题：轮廓自相交或各部分互相重叠（已修复后使用），或与同级另一区域重叠。
select
    f.level,
    f.code,
    f.name,
    f.fault,
    f.other
from boundary_fault as f
inner join (select distinct level, code from mart_boundary) as b
    on b.level = f.level and b.code = f.code
