"""What a clause must hit and must let pass, written beside it and run by ``qungui check``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qungui.engine.judge import arm, evaluate_asking
from qungui.model.attachment import Media, MediaKind
from qungui.model.call import clock
from qungui.model.condition import Day
from qungui.model.finding import Crash, Facts, Hit, Sighting
from qungui.model.group import Group, GroupKind, GroupSettings, Role, with_roles_held
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.model.rulebook import Edition
from qungui.model.tally import Noted, Question
from qungui.rulebook.node import Node
from qungui.rulebook.problems import Place, Problem
from qungui.text.normal import normal
from qungui.text.sighting import sighting_of

NUMBERS: Mapping[str, int] = {
    "repeat": 10_000,
    "same": 1_000,
    "others": 1_000,
    "within": 7 * 86_400,
    "passed": 100,
    "packet": 365 * 1_440,
    "megabytes": 1_000,
}
"""The most that each may be."""

_KEYS = ("text", "at", "on", "role", "kind", "filed_as", "outsiders", *NUMBERS)
_WEEKDAYS = tuple(Day)[:7]
_MONDAY = date(2026, 11, 23)  # of an ordinary week
_NOON = time(12, 0)
_ROOM = Alias("room", "example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """
    One message, and what stood before it.

    Attributes:
        hits: Whether the clause must be breached by it.
        at: Local time of day.
        on: A day of an ordinary week.
        filed_as: The kind of its group; empty for the first one that the rulebook is for.
        outsiders: Whether people from outside the company are in its group.
        same, others: Earlier messages of the member with the same and with other content.
        within: Seconds over which the earlier ones are spread, before this one.
        passed: Messages like it that the clause has let pass before, in the same day or for ever.
        packet: Minutes since the member gave a red packet; None when they gave none.
        megabytes: Of the file that the message is; 0 for no file.
    """

    hits: bool
    place: Place = field(default_factory=Place)
    text: str = ""
    at: time = _NOON
    on: Day = Day.WEDNESDAY
    filed_as: str = ""
    role: Role | None = None
    kind: MessageKind = MessageKind.TEXT
    same: int = 0
    others: int = 0
    within: int = 10
    passed: int = 0
    packet: int | None = None
    outsiders: bool = False
    megabytes: int = 0


def read_examples(node: Node | None, *, hits: bool) -> Iterator[Example]:
    """Texts, or mappings with ``text`` and the circumstances."""
    for item in node.items() if node else ():
        if isinstance(item.value, str):
            yield Example(hits=hits, place=item.place, text=item.text())
            continue
        keys = item.keys(_KEYS)
        numbers = {
            name: keys[name].number(0, most) for name, most in NUMBERS.items() if name in keys
        }
        repeat = numbers.pop("repeat", 1)
        yield Example(
            hits=hits,
            place=item.place,
            text=(keys["text"].text() if "text" in keys else "") * repeat,
            at=_clock(keys["at"]) if "at" in keys else _NOON,
            on=Day(keys["on"].one_of(_WEEKDAYS) if "on" in keys else Day.WEDNESDAY),
            role=Role(keys["role"].one_of(tuple(Role))) if "role" in keys else None,
            kind=MessageKind(keys["kind"].one_of(tuple(MessageKind)) if "kind" in keys else "text"),
            filed_as=keys["filed_as"].text() if "filed_as" in keys else "",
            outsiders=keys["outsiders"].yes_or_no() if "outsiders" in keys else False,
            **numbers,
        )


def _clock(node: Node) -> time:
    try:
        return clock(node.text())
    except ValueError:
        node.wrong("时间应写作 HH:MM", "a time is written HH:MM")
        return _NOON


def failures(
    edition: Edition,
    clause_id: str,
    examples: tuple[Example, ...],
    allowed_words: tuple[str, ...] = (),
) -> Iterator[Problem]:
    """
    The examples of one clause that come out wrong where a group allows *allowed_words*; a
    clause that starts off is switched on.
    """
    most = {clause.clause_id: clause.mode for clause in edition.clauses}
    armed = tuple(
        each
        for each in arm(edition, GroupSettings(modes=most))
        if each.clause.clause_id == clause_id
    )
    for example in examples:
        facts = facts_of(edition, example)
        facts = replace(facts, group=with_roles_held(facts.group), allowed_words=allowed_words)
        evaluation = evaluate_asking(armed, facts, noted_before(example, facts))
        said = [outcome for _, outcome in evaluation.outcomes]
        broken = any(isinstance(outcome, Crash) for outcome in said)
        if broken:
            yield Problem(
                example.place, clause_id, "示例使规则出错", "the rule fails at this example"
            )
        elif any(isinstance(outcome, Hit) for outcome in said) is not example.hits:
            yield _wrong(clause_id, example)


def _wrong(clause_id: str, example: Example) -> Problem:
    zh = "示例应当触发而没有触发" if example.hits else "示例不应触发而触发了"
    en = "must_hit is not hit" if example.hits else "must_pass is hit"
    return Problem(example.place, clause_id, zh, en)


def facts_of(edition: Edition, example: Example) -> Facts:
    """The example as rules see it, in a group of its own."""
    day = _MONDAY + timedelta(days=_WEEKDAYS.index(example.on))
    sent_at = datetime.combine(day, example.at, ZoneInfo(edition.timezone)).astimezone(UTC)
    message = Message(
        message_id="example",
        group=_ROOM,
        sender=Alias("userid", "example"),
        sent_at=sent_at,
        kind=MessageKind.FILE if example.megabytes else example.kind,
        text=example.text,
        attached=_file(example),
    )
    sighting = sighting_of(message)
    return Facts(
        message=message,
        plain=normal(message.text),
        group=group_of(edition, example.filed_as, outsiders=example.outsiders),
        roles=frozenset({example.role} if example.role else ()),
        recent=_earlier(example, sighting),
        sighting=sighting,
        timezone=edition.timezone,
    )


def _file(example: Example) -> tuple[Media, ...]:
    if not example.megabytes:
        return ()
    return (Media(kind=MediaKind.FILE, size=example.megabytes * 1024 * 1024),)


def noted_before(example: Example, facts: Facts) -> Callable[[Question], Noted]:
    """What stood in the tally before the example, and the example itself."""
    sent_at = facts.sighting.sent_at
    packets: Noted = {}
    if example.packet is not None:
        packets = {"packet": sent_at - timedelta(minutes=example.packet)}
    before = {f"passed-{n}": sent_at - timedelta(milliseconds=n + 1) for n in range(example.passed)}
    passed: Noted = {**before, facts.sighting.mark: sent_at}
    return lambda question: passed if question.notes else packets


def group_of(edition: Edition, filed_as: str = "", *, outsiders: bool = False) -> Group:
    """
    A group of which nothing more is known; of the first kind that *edition* is for where
    *filed_as* names none.
    """
    return Group(
        group_id="example",
        name="",
        kind=GroupKind.CUSTOMER if outsiders else GroupKind.INTERNAL,
        aliases=(_ROOM,),
        rulebook=edition.rulebook,
        rules_from=edition.in_force_from,
        filed_as=filed_as or next(iter(edition.kinds), ""),
    )


def _earlier(example: Example, sighting: Sighting) -> tuple[Sighting, ...]:
    count = example.same + example.others
    return tuple(
        Sighting(
            mark=f"earlier-{number}",
            sent_at=sighting.sent_at - timedelta(seconds=example.within * (number + 1) / count),
            content=sighting.content if number < example.same else f"other-{number}",
        )
        for number in range(count)
    )
