-- Service records of the selection, newest first.
select
    r.served_on as "服务日期",
    r.kind as "服务类型",
    r.station as "站点",
    s.name as "镇街",
    c.name as "社区",
    r.times as "次数",
    r.person_times as "人次",
    r.provider as "服务方",
    r.record_id as "记录编号"
from mart_service_record as r
left join mart_area as s
    on s.level = 'subdistrict' and s.code = r.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = r.community
where
    ($start is null or r.served_on >= cast($start as timestamp))
    and ($stop is null or r.served_on < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, r.subdistrict) or list_contains($community_codes, r.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, r.subdistrict) or list_contains($scope_community_codes, r.community))
order by r.served_on desc, r.record_id
