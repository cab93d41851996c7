-- Stages of the development of party members, how many people have reached each in the period; counted only, never listed.
select
    stage,
    count(distinct person) as people
from mart_member_development
where
    ($start is null or stage_on >= cast($start as timestamp))
    and ($stop is null or stage_on < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, subdistrict))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict))
group by stage
order by case stage when '申请人' then 1 when '积极分子' then 2 when '发展对象' then 3 when '预备党员' then 4 else 5 end
