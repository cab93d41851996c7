-- First and last day on which anything happened, for the period filter.
select
    min(since) as first_at,
    max(until) as last_at
from delivery
where since is not null
