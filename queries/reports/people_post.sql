-- How many different persons the records are of: persons cannot be summed over groups. Minors stand for themselves.
select count(distinct coalesce(person, post_id)) as people
from mart_post
where list_contains($records, post_id)
