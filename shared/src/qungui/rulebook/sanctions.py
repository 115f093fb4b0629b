"""Sanctions and ladders of a rulebook file."""

from collections.abc import Iterator, Mapping

from qungui.model.act import Act
from qungui.model.group import Role
from qungui.model.rulebook import (
    Counts,
    Expiry,
    Ladder,
    Reset,
    Sanction,
    Step,
    Trigger,
)
from qungui.model.span import Span
from qungui.rulebook.calls import read_acts
from qungui.rulebook.node import Node

MOST_POINTS = 1000
MOST_STEPS = 20
"""Of one ladder; a dissuasion that comes three times is three of them."""

_WHAT = ("then", "ladder", "choose", "as")
_CHOICES = ("light", "serious", "grave", "unlawful")


def read_sanction(node: Node) -> Sanction:
    """
    An act, or a mapping with exactly one of ``then``, ``ladder``, ``choose`` and ``as``.

    ``as`` names the clause or section in which the words stand; whoever reads the whole file puts
    that one's sanction in its place.
    """
    if isinstance(node.value, str):
        return Sanction(acts=read_acts(node))
    keys = node.keys((*_WHAT, "confirm", "points", "straight_to", "taken_back"))
    if sum(name in keys for name in _WHAT) != 1:
        node.wrong(
            "写“then”“ladder”“choose”“as”其中之一",
            "exactly one of 'then', 'ladder', 'choose' and 'as' is needed",
        )
    choices = keys["choose"].keys(_CHOICES) if "choose" in keys else {}
    return Sanction(
        acts=read_acts(keys["then"]) if "then" in keys else (),
        ladder=keys["ladder"].text() if "ladder" in keys else None,
        points=keys["points"].number(1, MOST_POINTS) if "points" in keys else 1,
        straight_to=keys["straight_to"].number(1, MOST_STEPS) if "straight_to" in keys else None,
        choices={name: read_acts(each) for name, each in choices.items()},
        confirm=_role(keys),
        taken_back=_span(keys["taken_back"]) if "taken_back" in keys else None,
        written_in=keys["as"].text() if "as" in keys else "",
    )


def read_ladder(name: str, node: Node) -> Ladder:
    keys = node.keys(("title", "steps", "counts", "expires", "repeats"), ("steps",))
    steps: list[Step] = []
    for item in keys["steps"].items() if "steps" in keys else ():
        steps.extend(_steps(item, steps[-1].at if steps else 0))
    counts = keys["counts"].one_of(tuple(Counts)) if "counts" in keys else Counts.PER_GROUP
    return Ladder(
        ladder_id=name,
        title=keys["title"].text() if "title" in keys else "",
        steps=tuple(steps),
        counts=Counts(counts),
        expiry=_expiry(keys["expires"]) if "expires" in keys else Expiry(),
        repeats=keys["repeats"].yes_or_no() if "repeats" in keys else False,
    )


def _steps(node: Node, before: int) -> Iterator[Step]:
    """
    One entry; a dissuasion that comes several times is several steps. *before*: what reaches the
    step before, which a refusal needs no more than.
    """
    keys = node.keys(("act", "clause", "at", "on", "confirm", "tell"), ("act", "clause"))
    if not {"act", "clause"} <= keys.keys():
        return
    acts = read_acts(keys["act"])
    times = next((each.terms.get("times", 1) for each in acts if each.act is Act.DISSUADE), 1)
    if not isinstance(times, int) or not 1 <= times <= MOST_STEPS:
        zh, en = f"times 应在 1 到 {MOST_STEPS} 之间", f"'times' must be from 1 to {MOST_STEPS}"
        keys["act"].wrong(zh, en)
        times = 1
    on = Trigger(keys["on"].one_of(tuple(Trigger))) if "on" in keys else Trigger.BREACH
    if "at" in keys and on is Trigger.REFUSAL:
        keys["at"].wrong("拒绝不计次数，不写 at", "a refusal is not counted: no 'at'")
    further = 0 if on is Trigger.REFUSAL else 1
    first = keys["at"].number(1, MOST_POINTS) if "at" in keys else before + further
    for number in range(times):
        yield Step(
            acts=acts,
            clause_id=keys["clause"].text(),
            at=first + number,
            on=on,
            confirm=_role(keys),
            tell=_told(keys["tell"]) if "tell" in keys else (),
        )


def _role(keys: Mapping[str, Node]) -> Role | None:
    return Role(keys["confirm"].one_of(tuple(Role))) if "confirm" in keys else None


def _told(node: Node) -> tuple[Role, ...]:
    """One role, or a list of them; named twice, they hear it once."""
    several = node.items() if isinstance(node.value, list) else [node]
    return tuple(dict.fromkeys(Role(each.one_of(tuple(Role))) for each in several))


def _expiry(node: Node) -> Expiry:
    """``never``, or one of ``{after: 6 months}``, ``{each: 1 year}``, ``{clean: 3 months}``."""
    if node.value == Reset.NEVER:
        return Expiry()
    known = tuple(reset for reset in Reset if reset is not Reset.NEVER)
    entries = node.keys(known)
    if len(entries) != 1:
        node.wrong("写 never，或 after、each、clean 其中之一", "write never, or one of the others")
        return Expiry()
    reset, written = next(iter(entries.items()))
    span = _span(written)
    return Expiry() if span is None else Expiry(reset=Reset(reset), span=span)


def _span(node: Node) -> Span | None:
    try:
        return Span.parse(node.text())
    except ValueError:
        node.wrong("时长写作 6 months、1 year", "a span is written like 6 months, 1 year")
        return None
