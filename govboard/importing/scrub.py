"""Personal data in free text is masked before anything is stored."""

import hashlib
import re
from functools import lru_cache

_HALF = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide).isalnum() or chr(wide) in "－＋＠．＃"}
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

# Chinese sets no spaces between words: what stands before and after a surname decides whether it is one.
_PLAIN = "赵孙李周吴郑王冯陈蒋沈韩杨朱秦许吕张孔曹严魏陶姜邹苏潘葛范彭鲁马袁柳唐罗薛雷贺滕殷毕郝傅齐孟黄萧尹姚邵汪毛贝戴宋庞熊纪舒祝董梁杜阮蓝闵席贾颜郭梅盛钟徐邱骆夏蔡樊胡凌霍万柯卢莫丁邓崔吉龚邢裴陆翁侯焦谷仰宁仇栾甘符刘景龙叶白蒲邰赖卓蒙乔闻翟谭申冉燕尚柴瞿阎慕廖耿寇巩聂晁勾敖饶岳帅缑亢佟肖闫曲隋丛迟宫窦伍尤娄褚匡涂"
_WORDY = "钱卫何金谢方任汤安常于康余顾米项季路江童林高田房洪包石程段车全班武司池牛边温庄习容古易满文广利冷简曾关查游付史苗左辛华"  # they also open and end ordinary words
_DOUBLE = "欧阳|上官|司马|诸葛|皇甫|司徒|慕容|尉迟|公孙|令狐|宇文|夏侯|端木|呼延"
_TITLE = "先生|女士|小姐"
_ADDRESS = rf"{_TITLE}|大爷|大妈|大姐|大哥|大叔|大婶|大娘|大嫂|阿姨|师傅|奶奶|爷爷|叔叔|婶婶|伯伯|婆婆|老太"
_KIN = "[叔婶姨嫂姐哥]"
_OPENING = r"(?:(?<![一-鿿])|(?<=[小老姓的和与找请叫给被名民户主众居员人楼室号家院组村栋区]))(?<!主(?=任))(?<![小叫的](?=车))"
_NO_NAME = r"(?!周[边围末]|马[路上]|许多|时任|任何|何[时处]|单身|全[体部]|成年)"
_NO_BRAND = r"(?![一-鿿]{0,2}(?:工作室|调解室|议事|家政|驿站|超市|店|馆))"  # 王大姐调解室 is a place
_GIVEN = rf"(?:(?!{_ADDRESS}|一[位名个]|[的了位某多])[一-鿿]){{0,2}}"
_NAMED = re.compile(
    rf"(?=[{_PLAIN}{_WORDY}欧上诸皇慕尉公令宇端呼]){_NO_NAME}(?<![一两几每这那](?=张))"
    rf"(?:({_DOUBLE}|[{_PLAIN}]){_GIVEN}({_ADDRESS})|{_OPENING}([{_WORDY}])(?:{_GIVEN}({_TITLE})|({_ADDRESS}))|({_DOUBLE}|[{_PLAIN}])({_KIN})(?![妹弟夫叔婶姨嫂姐哥])){_NO_BRAND}"
)

_COUNT = r"[\d一二三四五六七八九十]{1,4}"
_ROOM = r"(?:\d{1,5}\s*[室号]|\d{3,4}(?![\d.%年月日余多户人平米个元辆台盏万㎡m]))"
_CODED = re.compile(r"(?:网格|编[码号]|代码|单号|单元|流水号?)[号码为是]*\s*[:：]?\s*$")
_RULES = (
    (re.compile(r"(?<!\d)\d{6}[- ]?(?:19|20)\d{2}[- ]?(?:0[1-9]|1[0-2])[- ]?(?:[0-2]\d|3[01])[- ]?\d{3}[\dXx](?!\d)"), lambda m: "******证件号******"),
    # of the first generation, born 1940 to 1999; a grid code of a 街道, 镇 or 乡 would be a birth before 1940
    (re.compile(r"(?<![\dA-Za-z])(?!19|20)\d{6}[4-9]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)"), lambda m: m[0] if _CODED.search(m.string[: m.start()]) else "******证件号******"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|1[3-9]\d([.·–—])\d{4}\1\d{4}|1[3-9]\d{2}[- ]\d{4}[- ]\d{3})(?!\d)"), lambda m: _ends(m[0])),
    (re.compile(r"(?<!\d)[(（]?(0\d{2,3})[)）]?[- ]?\d{7,8}(?!\d)"), lambda m: f"{m[1]}-*******"),
    (re.compile(r"((?:电话|座机|固话)[号码为是]*\s*[:：]?\s*)[2-8]\d{6,7}(?!\d)"), lambda m: f"{m[1]}*******"),
    (re.compile(r"(?<!\d)(?:\d{16,19}|\d{4}(?:[- ]\d{4}){3}(?:[- ]?\d{1,3})?)(?!\d)"), lambda m: f"{m[0][:4]}********{m[0][-4:]}"),
    (re.compile(rf"([{_PROVINCES}][A-Z])[·・ ]?(?=[A-Z]*\d)(?:[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[警学挂领])(?![A-Z0-9])", re.IGNORECASE), lambda m: f"{m[1]}*****"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), lambda m: "***@***"),
    (re.compile(r"(微信(?:号码?)?|QQ(?:群号?|号码?)?)\s*[是为]?\s*[:：]?\s*(?!(?:12345|8890)(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{5,}", re.IGNORECASE), lambda m: f"{m[1]}***"),
    (re.compile(rf"{_COUNT}\s*(?:#?号楼|#\s*楼|(?:[栋幢座]|#)(?=\s*(?:{_COUNT}\s*单元|{_ROOM})))\s*(?:{_COUNT}\s*单元)?\s*{_ROOM}?"), lambda m: "**号楼**"),
    (re.compile(r"(?<![\d-])(?:\d{1,3}-\d{1,2}-\d{1,4}\s*[室户]|\d{1,3}-\d{3,4}\s*室)"), lambda m: "**室"),
    (re.compile(rf"(?<![每这那同统唯某任另]){_COUNT}\s*单元(?!网?格)\s*{_ROOM}?"), lambda m: "**单元**"),
    (_NAMED, lambda m: "某".join(filter(None, m.groups()))),
)  # fmt: skip
# nothing personal without one of these: most texts have none and are passed on as they are
_MAYBE = re.compile(
    r"\d(?:\d{6}|\d{2,3}[-－ .．·–—]\d{4}|\s*[栋幢座]\s*[\d一-十]|[-－]\d+\s*[室户])|[A-Za-zＡ-Ｚａ-ｚ](?<=[一-鿿].)[·・ ]?[A-Za-z0-9０-９]{4}"
    rf"|[生士姐爷妈哥叔婶娘嫂姨傅奶伯婆太元楼信#＃@＠QqＱｑ栋幢座](?:(?<={_ADDRESS}|单元|号楼|微信|[QqＱｑ][QqＱｑ]|[一二三四五六七八九十][栋幢座])|(?<=[#＃@＠])|(?<=[{_PLAIN}官马葛甫徒容迟孙狐文侯木延阳]{_KIN}))"
)


@lru_cache(maxsize=50_000)
def text(value: str) -> str:
    """`value` with phones, ID and card numbers, plates, accounts, names with a form of address and door numbers masked."""
    if not _MAYBE.search(value):
        return value
    value = value.translate(_HALF)
    for pattern, mask in _RULES:
        value = pattern.sub(mask, value)
    return value


def _ends(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)[-11:]
    return f"{digits[:3]}****{digits[-4:]}"


# --- who holds a post

_UNIT = "社区|街道|镇|乡|村|党委|工委|支部|总支|委员|书记|主任|局|站|办|队|组|会|公司|物业|中心|部|所|处|员|长|副|者|干事|民警|文书|经理|区|市|县"
_HOLDER = re.compile(
    rf"(?P<unit>(?:.*(?:{_UNIT}))?)(?P<name>(?P<surname>{_DOUBLE}|[{_PLAIN}{_WORDY}])(?:[一-鿿]{{1,2}}|[{_PLAIN}][一-鿿]{{2}}))(?P<post>(?:同志|副?书记|副?主任|委员|经理)?[\d*]*)"
    rf"|(?P<first>[一-鿿])[一-鿿]+·[一-鿿·]+"
)
_WORDS = re.compile(r"[^\s,，、;；:：/()（）\[\]【】+.\-—–]+")


def pseudonym(value: str, secret: bytes) -> str:
    """16 hex digits that stand for a person: the same for the same number, and no way back without the folder's secret."""
    return hashlib.blake2b(value.encode(), key=secret, digest_size=8).hexdigest()


def person(value: str) -> str:
    """Who holds a post: units and posts are kept, of a name the surname (表厂社区 张三丰 -> 表厂社区 张**)."""
    return _WORDS.sub(lambda found: _nameless(found[0]), text(value))


def _nameless(word: str) -> str:
    found = _HOLDER.fullmatch(word)
    if not found or (found["name"] and re.search(rf"(?:{_UNIT})$", found["name"])):
        return word
    return f"{found['unit'] or ''}{found['surname'] or found['first']}**{found['post'] or ''}"
