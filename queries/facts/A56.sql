-- 报道: 为商户提供政策咨询、服务代办180余次
-- expected: 180
-- operator: >=
-- upper: 189
-- unit: 次
select coalesce(sum(times), 0) as computed, string_agg(distinct kind, '、' order by kind) as shown
from mart_service_record
where service_group = '商圈服务' and kind in ('政策咨询', '服务代办')
