-- 报道: 拍照上传、标注位置…处理进度公开透明
-- expected: –
-- operator: –
-- unit: 项
select
    count(*) filter (where has_photo and lng is not null and lat is not null) as computed,
    '有照片' || round(100.0 * count(*) filter (where has_photo) / count(*), 1) || '%，有坐标' || round(100.0 * count(lng) / count(*), 1)
    || '%，有办理进度' || round(100.0 * count(dispatched_at) / count(*), 1) || '%' as shown
from mart_work_order
where not voided
