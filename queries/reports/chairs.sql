-- The rotating chair of business circles: terms by side, the one in office first.
select
    coalesce(p.from_side, '未写明') as "主席来自",
    p.since as "任期自",
    case when p.in_post then '现任' else coalesce(strftime(p.until, '%Y-%m-%d'), '未写明') end as "任期至"
from mart_post as p
where
    p.role = '商圈轮值主席'
    and ($everywhere or list_contains($subdistrict_codes, p.subdistrict) or list_contains($community_codes, p.community))
    and ($unscoped or list_contains($scope_subdistrict_codes, p.subdistrict) or list_contains($scope_community_codes, p.community))
order by p.since desc
