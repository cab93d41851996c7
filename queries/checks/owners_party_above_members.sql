-- 业委会党员数大于成员数，党员比例不计
-- severity: warn
-- table: owners_committee
select estate_code || '/' || cast(year as varchar) as record, cast(party_members as varchar) as value, source_file, source_sheet, source_row
from mart_owners_committee
where party_members > members
