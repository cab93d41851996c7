-- Values of the category and source filters, most frequent first.
select 'category' as filter, category as value, count(*) as n from mart_work_order where category is not null group by category
union all
select 'source', source, count(*) from mart_work_order where source is not null group by source
order by filter, n desc, value
