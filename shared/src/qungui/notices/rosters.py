"""The day's list of a group's members, for those in charge of it."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from qungui.model.group import Group
from qungui.model.person import Person
from qungui.model.roster_digest import Heading, Part, RosterDigest
from qungui.model.rulebook import Edition
from qungui.notices.group_rules import binding

_SAID: Mapping[Heading, str] = MappingProxyType(
    {
        Heading.SHRUNK: (
            "成员名单从 {was} 人变成 {number} 人，少得太多，这次没有据此处理任何人；"
            "确实如此的，请回复“核对”"
        ),
        Heading.NOT_SHOWN: "平台现在看不到本群的成员，这次没有核对",
        Heading.GONE: "名册记录已经离开、由系统移出（{number} 人）",
        Heading.UNLISTED: "新进群，不在{of}，是否留下由您决定（{number} 人）",
        Heading.UNWILLING: "新成员说是非自愿进群的，请让其自便，退出不记一笔（{number} 人）",
        Heading.BROUGHT_IN: "邀请人无邀请权限，是否留下由您决定（{number} 人）",
        Heading.BROUGHT_BY: "邀请人",
        Heading.STRANGERS: "不符合入群条件，是否移出由您决定（{number} 人）",
        Heading.ELSEWHERE: "{of}（{number} 人）",
        Heading.TWICE: "看来有两个账号在群里，请核实（{number} 人）",
        Heading.MISSING: "应当在群里、现在不在，请邀请（{number} 人）",
        Heading.SILENT: "长时间没有发言（{number} 人）",
        Heading.LISTED: "请您知悉（{number} 人）",
        Heading.BREACHES: "近来您部门有 {number} 人违规（{was} 件）",
        Heading.NAMES: "群昵称不合要求，已提醒本人（{number} 人）",
        Heading.PICTURES: "头像看来不合要求，待您认定（{number} 人）",
        Heading.RENAMED_GROUP: "群名与备案的不一样",
        Heading.OWNER_LEFT: "群主或管理员已经离开公司，请安排交接（{number} 人）",
        Heading.GREW: "群里已有 {number} 人，超过 {was} 人；{then}",
        Heading.UNREAD: "读不到昵称、头像或名册资料，没有作判断（{number} 人）",
        Heading.ALL_WELL: "核对完毕，没有发现问题",
    }
)
_FROM_THERE_ON: Mapping[int, str] = MappingProxyType(
    {40: "再邀请人要对方同意", 100: "再进来的人要先做实名验证"}
)
"""WeChat's own rules of a group of more than so many people."""

_MOST_OF_RULES = 420
"""Characters of the rules in a greeting."""

MAY_INVITE = "邀请人有邀请权限"
"""Why somebody was let in whom a member brought."""

_POSTED = frozenset({Heading.MISSING})
"""Where their position is said, too: whoever invites them knows them by it."""


def digest(found: RosterDigest, group: Group, people: Mapping[str, Person]) -> str:
    """Who is forgotten meanwhile is counted, not named."""
    lines = (_line(part, people) for part in found.parts)
    return "\n".join((f"【成员核对】“{group.name}”", *(f"· {line}" for line in lines)))


def _line(part: Part, people: Mapping[str, Person]) -> str:
    then = _FROM_THERE_ON.get(part.was, "")
    said = _SAID[part.heading].format(number=part.number, was=part.was, of=part.of, then=then)
    clauses = f"{'、'.join(part.clause_ids)} " if part.clause_ids else ""
    names = "、".join(_names(part, people))
    more = part.number - len(part.person_ids)
    rest = f"等 {part.number} 人" if more > 0 and names else ""
    return f"{clauses}{said}{f'：{names}{rest}' if names else ''}。"


def _names(part: Part, people: Mapping[str, Person]) -> Iterator[str]:
    for person_id in part.person_ids:
        person = people.get(person_id)
        if person is not None:
            post = person.position if part.heading in _POSTED else ""
            yield f"{called(person)}（{post}）" if post else called(person)


def welcome(title: str, words: Sequence[str], *, asks_willing: bool = False) -> str:
    """To whoever just joined, in the group; it names nobody."""
    agree = f"；认可群规的，回复“{'”或“'.join(words)}”" if words else ""
    willing = "进群凭自愿，不想进的在群里说一声，可以放心退出。" if asks_willing else ""
    return f"【欢迎】欢迎新成员！本群按《{title}》管理，请先看一看{agree}。{willing}"


def greeting(group: Group, edition: Edition, send: Sequence[str], own: str) -> str:
    """To whoever just joined: the group's own words, its rules, and what else there is to know."""
    of_rules = any("群规" in word for word in send)
    others = [word for word in send if "群规" not in word and "欢迎" not in word]
    lines = (
        f"【欢迎】欢迎加入“{group.name}”！{own}",
        f"请先看一看{'、'.join(word for word in send if '群规' in word)}：" if of_rules else "",
        binding(edition, _MOST_OF_RULES) if of_rules else "",
        f"{'、'.join(others)}请问群主或管理员。" if others else "",
    )
    return "\n".join(filter(None, lines))


def called(person: Person) -> str:
    """As an administrator knows them."""
    return person.name or person.userid or "（外部成员）"
