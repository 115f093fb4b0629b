"""What whoever asked for answers hears: who has given one, who has not, and how to reach them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qungui.model.group import Group
from qungui.model.person import Person
from qungui.model.watch import Ask, Stage, Watch
from qungui.notices.compose import local_time

_MOST_NAMES = 30
_FEW_NAMES = 10  # where several messages are spoken of at once
NO_DEADLINE = "本群的规定没有限时回复的要求，没有计时。"
_WHAT: Mapping[Ask, str] = {
    Ask.NOTICE: "通知",
    Ask.SAME_DAY: "当天要办的事",
    Ask.INSTRUCTION: "指令",
    Ask.QUESTION: "问题",
    Ask.POST: "帖子",
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
    open_ones = [who for who in file.watch.owed if file.watch.is_silent(who)]
    heading = f"【回复情况】您{_message(file)}："
    return "\n".join((heading, *_states(file, _MOST_NAMES), _next(stage, open_ones)))


def to_office(file: WatchFile) -> str:
    """To those of whom one is to answer a post; as it stands when it is read."""
    if not any(map(file.watch.is_silent, file.watch.owed)):
        return f"【回复情况】{_message(file)}已经有人回复。"
    return f"【没有回复的帖子】（1 件）{_message(file)}，还没有管理员回复。请回一句。"


def to_clerk(files: Sequence[WatchFile]) -> str:
    """Of several messages, for whoever wants to see how they stand."""
    if not files:
        return "最近没有要回复的通知或任务。"
    told = ("\n".join((f"{_message(file)}：", *_states(file, _FEW_NAMES))) for file in files)
    return "【回复情况】\n" + "\n".join(told)


def started(group: Group, person: Person, watch: Watch, timezone: str) -> str:
    """The answer to whoever started a clock by hand."""
    until = local_time(watch.points[-1].at, timezone)
    return f"已开始计时，等 {name_of(person)} 在“{group.name}”里回复，到{until}为止。"


def asked_already(person: Person) -> str:
    return f"已经在等 {name_of(person)} 回复，不重复计时。"


def _message(file: WatchFile) -> str:
    watch = file.watch
    when = local_time(watch.at, file.timezone)
    return f"{when}在“{file.group.name}”发的{_what(watch)}{_quoted(watch)}"


def _states(file: WatchFile, most: int) -> Iterator[str]:
    watch = file.watch
    excused = [who for who, owed in watch.owed.items() if owed.excused]
    answered = [who for who in watch.owed if not watch.is_silent(who) and who not in excused]
    unsure = [who for who in watch.owed if watch.is_silent(who) and watch.owed[who].is_unsure]
    silent = [who for who in watch.owed if who not in {*excused, *answered, *unsure}]
    if answered:
        yield f"已回复 {len(answered)} 人：{_names(file, answered, most)}。"
    if silent:
        yield f"没有回复 {len(silent)} 人：{_with_leaders(file, silent, most)}。"
    if excused:
        yield f"因故不能回复 {len(excused)} 人：{_names(file, excused, most)}。"
    if unsure:
        yield f"同名没有认定：{_names(file, unsure, most)}，请点明是哪一位。"


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


def _names(file: WatchFile, who: Sequence[str], most: int) -> str:
    return _cut([name_of(file.people[each]) for each in who if each in file.people], most)


def _with_leaders(file: WatchFile, who: Sequence[str], most: int) -> str:
    return _cut([_with_leader(file, each) for each in who if each in file.people], most)


def _with_leader(file: WatchFile, who: str) -> str:
    name, leader = name_of(file.people[who]), file.leaders.get(who)
    return name if leader is None else f"{name}，部门负责人 {name_of(leader)}"


def _cut(names: Sequence[str], most: int) -> str:
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等"
