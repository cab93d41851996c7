-- How many different persons the records are of: persons cannot be summed over groups. Minors stand for themselves.
select count(distinct coalesce(person, attendance_id)) as people
from mart_training
where list_contains($records, attendance_id)
