-- label: 立案率
-- unit: percent
-- over_time: sum
-- good: higher
-- rank_from: 30
-- family: filing
-- default: yes
-- cubes: none
-- settles: no
-- table: work_order
-- source: 数字化城市管理绩效评价（GB/T 30428.4）：立案数/有效上报数
-- 口径: 按上报时间归期；有效上报的工单中已立案的占比，没有立案时间的看是否受理；作废（含重复）的不计入，另列数；以后的办理会使以前月份变动，不作更正
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when coalesce(filed_at, accepted_at) is not null then 1 else 0 end as numerator,
    1 as denominator,
    case when voided then left_out end as excluded
from mart_work_order
