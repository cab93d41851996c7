-- 报道: “路长制”，由专职网格员和物业管理人包保路段
-- expected: –
-- operator: –
-- unit: 项
select count(*) as computed, '两名路长到位' || count(*) filter (where grid_worker is not null and property_manager is not null) || '段' as shown
from mart_road_section
