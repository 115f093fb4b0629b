"""What whoever asked for answers hears: who has given one, who has not, and how to reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.model.group import Group
from qungui.model.person import Person
from qungui.model.watch import Ask, Stage, Watch
from qungui.notices.compose import local_time

_MOST_NAMES = 30
_WHAT: Mapping[Ask, str] = {
    Ask.NOTICE: "通知",
    Ask.SAME_DAY: "当天要办的事",
    Ask.INSTRUCTION: "指令",
    Ask.QUESTION: "问题",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchFile:
    """
    Everything that a notice of a watch speaks of.

    Attributes:
        people: Those who owe an answer, by person id.
        leaders: Who leads the department of each, where the directory says.
    """

    watch: Watch
    group: Group
    timezone: str
    people: Mapping[str, Person]
    leaders: Mapping[str, Person]


def to_asker(file: WatchFile, stage: Stage) -> str:
    """As it stands when it is read, so a late answer is in it."""
    watch = file.watch
    answered = [who for who in watch.owed if not watch.is_silent(who)]
    unsure = [who for who in watch.owed if watch.is_silent(who) and watch.owed[who].is_unsure]
    silent = [who for who in watch.owed if who not in {*answered, *unsure}]
    when = local_time(watch.at, file.timezone)
    return "\n".join(
        (
            f"【回复情况】您{when}在“{file.group.name}”发的{_what(watch)}{_quoted(watch)}：",
            *([f"已回复 {len(answered)} 人：{_names(file, answered)}。"] if answered else ()),
            *([f"没有回复 {len(silent)} 人：{_with_leaders(file, silent)}。"] if silent else ()),
            *([f"同名没有认定：{_names(file, unsure)}，请点明是哪一位。"] if unsure else ()),
            _next(stage, [*silent, *unsure]),
        )
    )


def name_of(person: Person) -> str:
    """As those who give out tasks know them; the account tells two of one name apart."""
    account = person.userid or "外部成员"
    return f"{person.name}（{account}）" if person.name and person.name != account else account


def _what(watch: Watch) -> str:
    return next((said for ask, said in _WHAT.items() if ask in watch.asks), "事")


def _quoted(watch: Watch) -> str:
    return f"“{watch.words}”" if watch.words else ""


def _next(stage: Stage, silent: Sequence[str]) -> str:
    if not silent:
        return "大家都回复了，这一项到此结束。"
    match stage:
        case Stage.OTHER_WAY:
            return "群里没有等到回复，请改用电话通知或当面告知。"
        case Stage.CLOSE:
            return "这一项到此结束，没有回复的请您另行联系。"
        case _:
            return "请您督促没有回复的人，系统会继续等他们的回复。"


def _names(file: WatchFile, who: Sequence[str]) -> str:
    return _cut([name_of(file.people[each]) for each in who if each in file.people], len(who))


def _with_leaders(file: WatchFile, who: Sequence[str]) -> str:
    named = [_with_leader(file, each) for each in who if each in file.people]
    return _cut(named, len(who))


def _with_leader(file: WatchFile, who: str) -> str:
    name, leader = name_of(file.people[who]), file.leaders.get(who)
    return name if leader is None else f"{name}，部门负责人 {name_of(leader)}"


def _cut(names: Sequence[str], count: int) -> str:
    shown = "、".join(names[:_MOST_NAMES])
    return shown if count <= _MOST_NAMES else f"{shown}等"
