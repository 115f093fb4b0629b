"""What the desk answers to a command, by what came of it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "confirmed": "已认定成立，按规定办理",
        "dismissed": "已认定不成立，不再追究",
        "goes": "已同意，正在执行",
        "waits-for-second": "已记下您的同意，还要另一位负责人同意",
        "declined": "已决定不执行",
        "met": "已记为办到",
        "not-met": "已记为未办到，仍在期限内",
        "waived": "已免除",
        "granted": "已获准，因它而起的处理一并撤回",
        "refused": "已记为不准，会告知本人理由",
        "pardoned": "已撤销，不再计次，有关处理一并撤回",
        "quoted": "已记下原话，以后的规定须放过这句话",
        "lifted": "已解除",
        "entered": "已记下，按规定办理",
        "entered-for-second": "已记下；处理还要第二人同意，逾期没有人同意就不执行，会告诉您",
        "exempted": "已豁免，到期自动恢复",
        "ended": "豁免已结束",
        "excused": "已记下，没有及时回复不追究",
        "nothing-owed": "最近一天没有在等对方回复的事，以前的请用“撤销”",
        "made": "已收到，由未参与处理的人决定，结果会告诉您",
        "already": "此前已办，或已过期限，没有再改动",
        "passed-on": "已转告管理人员核实，不会说出是谁举报的",
        "brought-up": "已转告负责的人，不会说出是谁说的",
        "nobody-in-charge": "这个群没有登记可以受理的管理人员，请向公司管理部门反映",
        "not-needed": "对方已经办到，不用执行了",
        "appealed": "正在申诉，决定之前先不动",
        "not-asked": "没有向对方提出过这样的要求",
        "nothing-lasts": "没有正在进行的限制，要撤回请用“撤销”",
        "nothing-done": "没有可以申诉的处理",
        "too-late": "已经过了申诉的期限",
        "made-before": "已经申诉过，一件事只能申诉一次",
        "barred": "按规定，移出以后不再接受回群申请",
        "let-in": "您的申请已经获准，请等群主或管理员邀请",
        "needs-reason": "请写明理由再发一次",
        "no-such-clause": "本群的规定里没有这一条",
        "no-such-choice": "这一条不分轻重，或没有这一档",
        "no-such-person": "没有找到这个人",
        "no-such-case": "没有这一件",
        "no-such-order": "没有这一件",
        "no-such-petition": "没有这一件",
        "no-sanction": "这一条不能这样处理",
        "in-the-past": "期限已经过了，请写以后的时间",
        "not-now": "现在不能走这一步：还没到，或已经办过",
        "not-you": "您没有办理这件事的身份",
        "own-request": "自己申请的事不能自己同意",
        "not-agreed": "还没有批准人同意，不能建群",
        "not-announced": "解散前须在群内公告：原因、日期、操作人",
        "lacks": "没有写全，请补上原因、日期和操作人再发一次",
        "no-form": "备案要附规定的表，请填好备案表，在编号后写上表名再发一次",
        "too-soon": "太早了：公告至少提前一天，公告的日子到了才解散",
        "not-later": "新的日期并不更晚",
        "after-its-last-day": "超过了最迟解散的日期，确需延后请先申请延期",
        "nobody-named": "还没有指定规定要有的人选",
        "not-foreseen": "规定没有这样写，不登记",
        "too-long": "太长了，请写短一些",
        "not-unlawful": "没有认定为违法的，不调取证据",
        "no-role": "您没有办理这件事的身份",
        "own-case": "与本人有关的事不能自己办",
        "acted": "您办过这件事，申诉须由别人决定",
        "agreed": "您已经同意过，须由另一位负责人同意",
    }
)
"""By the outcome's own word; a test says that every outcome has one."""


def in_words(outcome: StrEnum) -> str:
    return OUTCOMES[outcome.value]


def of_number(number: int, said: str) -> str:
    return f"{number}：{said}。"


def no_such_number(number: int) -> str:
    return f"{number}：没有这个编号的事等您决定，可能已经办过。发“待办”看现有的。"


def none_to_quote_of(number: int) -> str:
    """Of the same; whoever quotes what was said has more to say of what is decided."""
    return f"{no_such_number(number)}已经认定不成立的，用“撤销 姓名 {number} 原话：…”补记。"


def no_such_issue(number: int) -> str:
    return f"{number}：没有这个编号的问题。发“问题”查看。"


def several_of_number(number: int) -> str:
    return f"{number}：不止一件用这个编号，请按“待办”里的完整编号再发。"


def not_yet(day: str) -> str:
    return f"还没到可以申请的时候，请在{day}以后再申请"


def wrong_word(number: int, word: str) -> str:
    return f"{number}：这一件要用“{word}”。"


def no_such_member(name: str) -> str:
    return f"没有找到成员“{name}”。请写账号，例如“@zhangsan”。"


def several_members(name: str, userids: list[str]) -> str:
    return f"有几位“{name}”：{'、'.join(userids)}。请写账号再发一次。"


def several_groups(name: str, groups: list[str]) -> str:
    shown = "、".join(f"“{group}”" for group in groups)
    return f"“{name}”在您的几个群里：{shown}。请写明是哪个群，例如“群:{groups[0]}”。"


def which_of_yours(groups: list[str], example: str) -> str:
    if not groups:
        return "没有找到您所在的、归本系统管的群。"
    shown = "、".join(f"“{group}”" for group in groups)
    return f"您在几个群里：{shown}。请先写是哪个群，例如“@{groups[0]} {example}”。"


def not_on_record(number: int) -> str:
    return f"{number}：您的记录里没有这个编号。发“我的记录”查看。"


def not_of_member(number: int) -> str:
    return f"{number}：这位成员的记录里没有这个编号。发“查”和账号查看。"


NOT_REMOVED = "没有查到您被移出这个群的记录"
NOTHING_ASKED = "眼下没有要求您道歉。"
APOLOGISED = "已记下您的道歉。"
APOLOGY_TO_LOOK_AT = "已收到，由管理员确认。"
NOTHING_WAITS = "眼下没有等您决定的事。"
