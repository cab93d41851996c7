-- Who serves on the other side: people in post by the side they come from and the post they hold, community, property company and owners among them.
select
    coalesce(from_side, '未写明') as side,
    role,
    count(*) as people
from mart_post
where
    in_post and from_side is not null and role in ('街道社区兼职委员', '社区党组织兼职委员', '业委会主任', '业委会委员', '业主代表', '兼职网格员', '党建指导员')
    and ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community))
group by coalesce(from_side, '未写明'), role
order by role, people desc
