"""What residents report: two levels of categories with share, season and who usually handles them."""

from dataclasses import dataclass

import numpy as np

HEAT = (6, 5, 3.5, 0.6, 0.05, 0.03, 0.03, 0.03, 0.05, 0.8, 5, 6)
RAIN = (0.3, 0.3, 0.4, 0.6, 1, 1.8, 5.5, 5, 1.3, 0.6, 0.4, 0.3)
WARM = (0.6, 0.6, 0.8, 1, 1.2, 1.4, 1.5, 1.5, 1.2, 1, 0.8, 0.6)
EVEN = (1,) * 12
SIDES = ("社区", "物业", "部门")


@dataclass(frozen=True)
class Category:
    """One first-level category; `phrases` gives each second-level one and its usual words."""

    name: str
    share: float
    sides: tuple[float, float, float]
    phrases: dict[str, str]
    season: tuple = EVEN
    slow: bool = False
    growth: float = 0.0


CATEGORIES = (
    Category("物业服务", 15, (0.15, 0.8, 0.05), {
        "保洁": "楼道保洁不到位", "保安": "门岗无人值守", "电梯": "电梯故障停运", "物业费": "对物业费标准有疑问", "报修": "公共设施报修无人处理"}),
    Category("房屋维修", 8, (0.2, 0.55, 0.25), {"窗户": "楼道窗户破损", "渗漏": "屋顶渗漏", "外墙": "外墙皮脱落"}, slow=True),
    Category("车辆充电", 6, (0.25, 0.6, 0.15), {
        "电动自行车充电": "电动自行车充电难", "飞线": "有人飞线充电", "充电桩": "希望增设充电桩"}, growth=0.35),
    Category("停车秩序", 12, (0.2, 0.4, 0.4), {"乱停": "车辆乱停乱放", "车位规划": "希望重新规划车位"}),
    Category("环境卫生", 11, (0.45, 0.35, 0.2), {"堆占": "楼前杂物堆占", "垃圾": "垃圾清运不及时", "小广告": "小广告乱贴"}, WARM),
    Category("排水积水", 5, (0.2, 0.3, 0.5), {"雨天积水": "雨天积水严重", "管道堵塞": "下水管道堵塞", "井盖": "井盖破损"}, RAIN),
    Category("道路路面", 4, (0.15, 0.15, 0.7), {"路面破损": "路面破损", "坑洼": "路面坑洼不平"}, WARM, slow=True),
    Category("设施安装", 4, (0.4, 0.3, 0.3), {"健身器材": "希望安装健身器材", "游乐": "希望增设儿童游乐设施", "照明": "路灯不亮"}, slow=True),
    Category("供暖", 7, (0.05, 0.15, 0.8), {"温度不达标": "室内温度不达标", "未按时供热": "未按时供热", "管线维修": "供热管线漏水"}, HEAT),
    Category("噪声扰民", 6, (0.3, 0.2, 0.5), {"施工噪声": "夜间施工噪声扰民", "广场舞": "广场舞音响声过大", "商铺噪声": "商铺外放音响扰民"}, WARM),
    Category("消防通道", 4, (0.25, 0.5, 0.25), {"通道占用": "消防通道被占用", "楼道堆物": "楼道堆放杂物"}),
    Category("占道经营", 4, (0.15, 0.1, 0.75), {"流动摊贩": "流动摊贩占道经营", "店外经营": "商铺店外经营"}, WARM),
    Category("邻里纠纷", 3, (0.8, 0.15, 0.05), {"漏水纠纷": "因楼上漏水起纠纷", "噪声纠纷": "因楼上噪声起纠纷", "公共空间": "因公共空间使用起纠纷"}),
    Category("为老服务", 3, (0.8, 0.15, 0.05), {"助餐": "老人希望就近助餐", "理发": "行动不便老人希望上门理发", "助行": "希望加装楼道扶手"}),
    Category("新就业群体", 1.5, (0.4, 0.5, 0.1), {
        "进门难": "骑手反映小区进门难", "找楼难": "快递员反映楼号不清找楼难", "停车难": "骑手反映临时停车难", "休息难": "骑手希望有休息点"}, growth=0.5),
    Category("政策咨询", 5, (0.5, 0.05, 0.45), {"社保医保": "咨询社保医保政策", "物业政策": "咨询物业管理政策", "改造政策": "咨询老旧小区改造政策"}),
    Category("其他", 2.5, (0.5, 0.2, 0.3), {"其他": "反映其他问题"}),
)
NAMES = [one.name for one in CATEGORIES]
RURAL = {"物业服务": "环境卫生", "车辆充电": "道路路面", "停车秩序": "道路路面", "新就业群体": "其他"}
DEPARTMENTS = {
    "供暖": "供热企业(演示)", "停车秩序": "交警大队", "占道经营": "区城管执法大队", "噪声扰民": "区城管执法大队",
    "排水积水": "市政公用服务中心", "道路路面": "市政公用服务中心", "消防通道": "消防救援大队", "房屋维修": "区住建局",
    "政策咨询": "区政务服务中心",
}
OTHER_DEPARTMENT = "区综合治理中心"


def by_month(years, months, rng) -> np.ndarray:
    """The number of a category for each order, by its month and year."""
    drawn = np.empty(len(months), int)
    for year in np.unique(years):
        for month in np.unique(months[years == year]):
            at = (years == year) & (months == month)
            odds = np.array([one.share * one.season[month - 1] * (1 + one.growth * (year - 2022)) for one in CATEGORIES])
            drawn[at] = rng.choice(len(CATEGORIES), at.sum(), p=odds / odds.sum())
    return drawn


def second_level(first, rng) -> np.ndarray:
    """A second-level name under each first-level one."""
    drawn = np.empty(len(first), object)
    for category in CATEGORIES:
        at = (first == category.name).values
        drawn[at] = rng.choice(np.array(list(category.phrases), object), at.sum())
    return drawn


def sides(first, rng) -> np.ndarray:
    """Who handles: community, property company or department."""
    odds = np.array([one.sides for one in CATEGORIES]).cumsum(axis=1)
    rows = odds[[NAMES.index(name) for name in first.tolist()]]
    return np.array(SIDES, object)[(rng.random(len(first))[:, None] > rows).sum(axis=1).clip(max=2)]


PHRASES = {(one.name, second): words for one in CATEGORIES for second, words in one.phrases.items()}
SLOW = {one.name for one in CATEGORIES if one.slow}
