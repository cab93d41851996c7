-- 报道: 不到30分钟便将破损的窗户修复如初
-- expected: 30
-- operator: <
-- unit: 分钟
select
    min(date_diff('minute', called_at, finished_at)) as computed,
    '门窗维修' || count(*) || '次，30分钟内完成' || count(*) filter (where date_diff('minute', called_at, finished_at) < 30) || '次' as shown
from mart_service_record
where kind = '门窗维修' and finished_at > called_at
