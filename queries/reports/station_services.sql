-- Stations with what they did in the period, most persons first; a station without a record stands with nothing.
with
done as (
    select station, sum(times) as times, sum(person_times) as person_times, count(*) as records
    from mart_service_record
    where
        ($start is null or served_on >= cast($start as timestamp))
        and ($stop is null or served_on < cast($stop as timestamp))
    group by station
)
select
    r.name as "站点",
    r.kind as "类型",
    coalesce(r.status, '') as "状态",
    s.name as "镇街",
    c.name as "社区",
    d.times as "服务次数",
    d.person_times as "服务人次"
from mart_station as r
left join done as d
    on d.station = r.name
left join mart_area as s
    on s.level = 'subdistrict' and s.code = r.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = r.community
where
    ($everywhere or list_contains($subdistrict_codes, r.subdistrict) or list_contains($community_codes, r.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, r.subdistrict) or list_contains($scope_community_codes, r.community))
order by d.person_times desc nulls last, r.kind, r.name
