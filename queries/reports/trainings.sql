-- Training sessions of the period: class, day, side, how many took part.
select
    class_name as "培训班",
    held_on as "日期",
    coalesce(side, '未写明') as "参加方",
    count(*) as "人次",
    count(distinct person) as "人数"
from mart_training
where
    ($start is null or held_on >= cast($start as timestamp))
    and ($stop is null or held_on < cast($stop as timestamp))
    and ($everywhere or list_contains($subdistrict_codes, subdistrict))
    and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict))
group by class_name, held_on, coalesce(side, '未写明')
order by held_on desc, 3
