"""Personal data in free text is masked before anything is stored."""

import re
from functools import lru_cache

_MAYBE = re.compile(r"\d{7}|\d{3,4}[- ]\d{4}|先生|女士|大爷|大妈|阿姨|师傅|单元|号楼|@|微信|QQ|[一-鿿][A-Za-zＡ-Ｚａ-ｚ][·・ ]?[A-Za-z0-9０-９]{4}|\d\s*[栋幢]\s*\d")
_HALF = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide).isalnum() or chr(wide) in "－＋＠．"}
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳唐罗薛雷贺汤滕殷毕郝安常于傅齐康余顾孟黄萧尹姚邵汪毛米贝戴宋庞熊纪舒项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓洪包石崔吉龚程邢裴陆翁侯段焦谷车全班仰宁仇栾甘武符刘景龙叶司白蒲邰赖卓蒙池乔闻翟谭申冉牛边燕尚温庄柴瞿阎慕连习容向古易廖耿满文寇广利师巩聂晁勾敖冷简饶曾关查游岳帅缑亢佟"
_RULES = (
    (re.compile(r"(?<!\d)\d{6}[- ]?(?:19|20)\d{2}[- ]?(?:0[1-9]|1[0-2])[- ]?(?:[0-2]\d|3[01])[- ]?\d{3}[\dXx](?!\d)"), lambda m: "******证件号******"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)"), lambda m: f"{m[1]}****{m[2]}"),
    (re.compile(r"(?<!\d)(0\d{2,3})[- ]?\d{7,8}(?!\d)"), lambda m: f"{m[1]}-*******"),
    (re.compile(r"((?:电话|座机|固话)[号码为是]*\s*[:：]?\s*)[2-8]\d{6,7}(?!\d)"), lambda m: f"{m[1]}*******"),
    (re.compile(r"(?<!\d)(?:\d{16,19}|\d{4}(?:[- ]\d{4}){3}(?:[- ]?\d{1,3})?)(?!\d)"), lambda m: f"{m[0][:4]}********{m[0][-4:]}"),
    (re.compile(rf"([{_PROVINCES}][A-Z])[·・ ]?(?=[A-Z]*\d)(?:[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[警学挂领])(?![A-Z0-9])", re.IGNORECASE), lambda m: f"{m[1]}*****"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), lambda m: "***@***"),
    (re.compile(r"(微信号?|QQ号?)\s*[:：]?\s*[A-Za-z0-9_-]{5,}"), lambda m: f"{m[1]}***"),
    (re.compile(rf"([{_SURNAMES}])[一-鿿]{{0,2}}(先生|女士|大爷|大妈|阿姨|师傅)"), lambda m: f"{m[1]}某{m[2]}"),
    (re.compile(r"\d+\s*(?:号楼|栋|幢)\s*(?:\d+\s*单元)?\s*(?:\d+\s*[室号])?"), lambda m: "**号楼**"),
    (re.compile(r"\d+\s*单元\s*(?:\d+\s*[室号])?"), lambda m: "**单元**"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def text(value: str) -> str:
    """`value` with phones, ID and card numbers, plates, accounts, names with a form of address and door numbers masked."""
    if not _MAYBE.search(value):
        return value
    value = value.translate(_HALF)
    for pattern, mask in _RULES:
        value = pattern.sub(mask, value)
    return value
