"""What is not read at all unless the folder allows it: rosters of party members, columns about special groups of people."""

import re
from dataclasses import replace

from govboard.errors import Refused
from govboard.importing.layout import Layout
from govboard.settings import Settings

_SPECIAL = re.compile(r"矫正|吸毒|戒毒|涉毒|精神(?:障碍|病|疾病)|肇事肇祸|刑满释放|刑释|安置帮教|邪教|艾滋|信访(?:人|重点|对象)|上访|重点人员|特殊人群|失独|残疾(?:证|类别|等级)|低保|宗教信仰")
_ROSTER = re.compile(r"(?<!发展)党员(?:花名册|名册|名单|信息(?:表|库|采集表|登记表)|基本信息|台账)")
_NAMED, _PARTY = re.compile(r"姓名"), re.compile(r"入党(?:时间|日期)|转正(?:时间|日期)|党籍|组织关系|党费|党龄|所在党支部")


def permitted(found: Layout, name: str, settings: Settings) -> tuple[Layout, list[str]]:
    """The table without its columns about special groups, and their headers. Raises Refused for a roster of party members.

    `name` are the names of file and sheet; both are allowed by a setting of the folder.
    """
    if not settings.party_rosters and _is_roster(found, name):
        raise Refused("疑似党员名册，未读取、未保存。", "党员个人信息不在看板里使用；确需导入时，请管理员在 settings.toml 中写 party_rosters = true。")
    special = [] if settings.special_groups else [each for each in found.header if _SPECIAL.search(each)]
    return (replace(found, header=["" if each in special else each for each in found.header]) if special else found), special


def _is_roster(found: Layout, name: str) -> bool:
    heads = " ".join(found.header)
    if not _NAMED.search(heads):
        return False
    return bool(_PARTY.search(heads)) or any(map(_ROSTER.search, [name, *found.titles]))
