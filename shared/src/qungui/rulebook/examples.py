"""What a clause must hit and must let pass, written beside it and run by ``qungui check``."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qungui.engine.judge import arm, evaluate
from qungui.model.finding import Facts, Hit, Sighting
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.model.rulebook import Edition
from qungui.rulebook.node import Node
from qungui.rulebook.problems import Place, Problem
from qungui.text.normal import normal
from qungui.text.sighting import sighting_of

_KEYS = ("text", "at", "role", "kind", "repeat", "same", "others", "within")
_DAY = datetime(2026, 11, 25, tzinfo=UTC).date()  # any working day will do
_NOON = time(12, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """
    One message, and what stood before it.

    Attributes:
        hits: Whether the clause must be breached by it.
        at: Local time of day.
        same, others: Earlier messages of the member with the same and with other content.
        within: Seconds over which the earlier ones are spread, before this one.
    """

    hits: bool
    place: Place = field(default_factory=Place)
    text: str = ""
    at: time = _NOON
    role: Role | None = None
    kind: MessageKind = MessageKind.TEXT
    same: int = 0
    others: int = 0
    within: int = 10


def read_examples(node: Node | None, *, hits: bool) -> Iterator[Example]:
    """Texts, or mappings with ``text`` and the circumstances."""
    for item in node.items() if node else ():
        if isinstance(item.value, str):
            yield Example(hits=hits, place=item.place, text=item.text())
            continue
        keys = item.keys(_KEYS)
        numbers = {
            name: keys[name].number() for name in ("same", "others", "within") if name in keys
        }
        yield Example(
            hits=hits,
            place=item.place,
            text=(keys["text"].text() if "text" in keys else "")
            * (keys["repeat"].number() if "repeat" in keys else 1),
            at=_clock(keys["at"]) if "at" in keys else _NOON,
            role=Role(keys["role"].one_of(tuple(Role))) if "role" in keys else None,
            kind=MessageKind(keys["kind"].one_of(tuple(MessageKind)) if "kind" in keys else "text"),
            **numbers,
        )


def _clock(node: Node) -> time:
    try:
        return time.fromisoformat(node.text())
    except ValueError:
        node.wrong("时间应写作 HH:MM", "a time is written HH:MM")
        return _NOON


def failures(edition: Edition, clause_id: str, examples: tuple[Example, ...]) -> Iterator[Problem]:
    """The examples of one clause that come out wrong."""
    armed = tuple(
        each for each in arm(edition, GroupSettings()) if each.clause.clause_id == clause_id
    )
    for example in examples:
        said = [outcome for _, outcome in evaluate(armed, facts_of(edition, example)).outcomes]
        if any(isinstance(outcome, Hit) for outcome in said) is example.hits:
            continue
        zh = "示例应当触发而没有触发" if example.hits else "示例不应触发而触发了"
        en = "must_hit is not hit" if example.hits else "must_pass is hit"
        yield Problem(example.place, clause_id, zh, en)


def facts_of(edition: Edition, example: Example) -> Facts:
    """The example as rules see it, in a group of its own."""
    sent_at = datetime.combine(_DAY, example.at, ZoneInfo(edition.timezone)).astimezone(UTC)
    message = Message(
        message_id="example",
        group=Alias("room", "example"),
        sender=Alias("userid", "example"),
        sent_at=sent_at,
        kind=example.kind,
        text=example.text,
    )
    sighting = sighting_of(message)
    return Facts(
        message=message,
        plain=normal(message.text),
        group=Group(
            group_id="example",
            name="",
            kind=GroupKind.INTERNAL,
            aliases=(message.group,),
            rulebook=edition.rulebook,
            rules_from=edition.in_force_from,
            roles=dict.fromkeys(Role, ("somebody-else",)),
        ),
        roles=frozenset({example.role} if example.role else ()),
        recent=_earlier(example, sighting),
        sighting=sighting,
        timezone=edition.timezone,
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
