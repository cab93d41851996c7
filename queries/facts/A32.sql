-- 报道: 9个镇街
-- expected: 9
-- operator: =
-- unit: 个
select count(*) as computed, '街道' || count(*) filter (where kind = '街道') || '个、镇' || count(*) filter (where kind = '镇') || '个' as shown
from mart_area
where level = 'subdistrict' and listed
