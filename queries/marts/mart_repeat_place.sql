-- 一行一个点位：近90天内同一类别的诉求以最集中的一点为中心，50米以内合计3件以上的地方。
select
    r.place,
    min(w.category) as category,
    min(w.subdistrict) as subdistrict,
    min(w.community) as community,
    count(*) as orders,
    min(w.reported_at) as first_at,
    max(w.reported_at) as last_at,
    avg(w.lng) as lng,
    avg(w.lat) as lat,
    max(w.as_of) as as_of
from mart_work_order as w
inner join point_repeat as r
    on r.order_no = w.order_no
group by r.place
