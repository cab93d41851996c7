-- label: 主动发现率
-- unit: percent
-- over_time: sum
-- good: neutral
-- table: work_order
-- source: 网格化治理工作口径
-- 口径: 按上报时间归期；由网格员、党员巡查或视频发现的工单占全部工单的比重；来源未填写、未归类和作废（含重复）的不计入，另列数
select
    order_no as record, reported_at as at,
    subdistrict, community, grid, handling_subdistrict, category, source,
    handling_unit, handling_side, order_type, estate, company,
    case when source in ('网格员上报', '党员上报', '视频/AI') then 1 else 0 end as numerator,
    1 as denominator,
    case
        when voided then left_out
        when source is null then '来源未填写'
        when source not in (
            '12345热线', '一键找社区', '一键找物业', '网格员上报', '党员上报', '微信/小程序', '领导交办', '视频/AI', '其他',
            '群众上报', '群众来访', '部门转办', '门户网站', '微博', '邮件', '好差评'
        ) then '来源未归类'
    end as excluded
from mart_work_order
