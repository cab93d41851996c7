-- Activities of the selection, newest first.
select
    a.held_at as "活动时间",
    a.kind as "活动类型",
    a.theme as "活动主题",
    s.name as "镇街",
    c.name as "社区",
    a.person_times as "参加人次",
    a.topics as "议题数",
    a.settled as "解决数",
    a.parties as "到场各方",
    a.activity_id as "活动编号"
from mart_activity as a
left join mart_area as s
    on s.level = 'subdistrict' and s.code = a.subdistrict
left join mart_area as c
    on c.level = 'community' and c.code = a.community
where
    ($start is null or a.held_at >= cast($start as timestamp))
    and ($stop is null or a.held_at < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, a.subdistrict) or list_contains($community_codes, a.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, a.subdistrict) or list_contains($scope_community_codes, a.community))
order by a.held_at desc, a.activity_id
