-- People in post of the chosen areas: by post, the side they come from and age group, how many posts, in how many communities. Minors stand in no community and are counted for the whole district only.
select
    role as "岗位",
    coalesce(from_side, '') as "来自",
    coalesce(age_group, '') as "年龄组",
    count(*) as "人数",
    nullif(count(distinct community), 0) as "涉及社区" -- none known is not none
from mart_post
where
    in_post
    and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community))
group by role, coalesce(from_side, ''), coalesce(age_group, '')
order by count(*) desc, 1, 2, 3
