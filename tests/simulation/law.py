"""
A small regulation with every kind of ladder that the shipped ones have or may have.

Each clause is breached by a word of its own, so that whoever writes a message knows its verdict.
One is breached by being reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.group import Mode, Role
from qungui.model.rulebook import (
    ActCall,
    Clause,
    Counts,
    Disposition,
    Edition,
    Expiry,
    Ladder,
    Reset,
    Sanction,
    Step,
    Trigger,
)
from qungui.model.span import Span, Unit

RULEBOOK, REGULATION, ZONE = "drill", "R00", "Asia/Shanghai"
LEADER, REGISTRAR = "分管领导", "行政管理部"
"""Who agrees to a new group and to a later end; who keeps the register."""
ENDS_WITHIN = 5
"""Days in which a group is to be dissolved, the day after its matter ended being the first."""
REPORTERS = 2
"""So many different members make a matter of what they report."""
MONTH = Span(30, Unit.DAY)
ADMINISTRATOR = Role.ADMINISTRATOR


def _step(at: int, clause: str, *acts: Act | ActCall, **more: Any) -> Step:
    calls = tuple(ActCall(each) if isinstance(each, Act) else each for each in acts)
    return Step(acts=calls, clause_id=clause, at=at, **more)


def _ladder(name: str, *steps: Step, **more: Any) -> Ladder:
    return Ladder(ladder_id=name, steps=steps, **more)


def _three(name: str, confirm: Role | None = None, **more: Any) -> Ladder:
    """Warning, severe warning, removal."""
    return _ladder(
        name,
        _step(1, f"{name}.a", Act.WARN),
        _step(2, f"{name}.b", Act.SEVERE_WARNING, confirm=confirm),
        _step(3, f"{name}.c", Act.REMOVE, confirm=confirm),
        **more,
    )


_LADDERS = (
    _ladder("two", _step(1, "two.a", Act.WARN), _step(2, "two.b", Act.REMOVE)),  # as in R01
    _ladder(  # as in R02
        "leave",
        _step(1, "leave.a", Act.WARN),
        _step(
            2,
            "leave.b",
            Act.SEVERE_WARNING,
            ActCall(Act.PERSUADE_TO_LEAVE, {"wait_hours": 24}, ("wait_hours",)),
        ),
        _step(2, "leave.c", Act.REMOVE, on=Trigger.REFUSAL, confirm=ADMINISTRATOR),
    ),
    _ladder(  # as in R10
        "sorry",
        _step(1, "sorry.a", Act.VERBAL_WARNING),
        _step(
            2,
            "sorry.b",
            Act.WARN,
            ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 60}, ("wait_minutes",)),
            confirm=ADMINISTRATOR,
        ),
        _step(2, "sorry.c", Act.REMOVE, on=Trigger.REFUSAL, confirm=ADMINISTRATOR),
    ),
    _ladder(
        "points",
        _step(2, "points.a", Act.WARN, tell=(Role.ADMIN_DEPARTMENT,)),
        _step(4, "points.b", Act.SEVERE_WARNING, confirm=ADMINISTRATOR),
        _step(6, "points.c", Act.REMOVE),
    ),
    _three("three"),
    _three("rolling", expiry=Expiry(reset=Reset.AFTER, span=MONTH)),
    _three("period", expiry=Expiry(reset=Reset.EACH, span=Span(1, Unit.MONTH))),
    _three("clean", expiry=Expiry(reset=Reset.CLEAN, span=MONTH)),
    _three("company", ADMINISTRATOR, counts=Counts.COMPANY),
    _ladder("again", _step(1, "again.a", Act.REQUEST_RED_PACKET), repeats=True),
)

SANCTIONS: Mapping[str, Sanction] = {
    **{ladder.ladder_id: Sanction(ladder=ladder.ladder_id) for ladder in _LADDERS},
    "taken-back": Sanction(ladder="two", taken_back=Span(2, Unit.MINUTE)),
    "heavy": Sanction(ladder="points", points=3),
    "straight": Sanction(ladder="points", straight_to=3),
    "remind": Sanction(acts=(ActCall(Act.REMIND),)),
    "fine": Sanction(
        acts=(ActCall(Act.RECORD_FINE, {"cny": (50, 100), "cap": 200, "per": "1 month"}),)
    ),
    "mute": Sanction(acts=(ActCall(Act.SUSPEND_POSTING, {"lasts": "3 days"}),)),
    "grave": Sanction(acts=(ActCall(Act.REMOVE),), confirm=ADMINISTRATOR),
    "choice": Sanction(
        choices={"light": (ActCall(Act.WARN),), "grave": (ActCall(Act.REMOVE),)},
        confirm=ADMINISTRATOR,
    ),
}
"""By the name of the clause, which is also the word that breaches it."""

ASSISTED = {"grave", "choice"}
CONFIRMED_FIRST = {
    ("leave", Act.REMOVE),
    ("sorry", Act.WARN),
    ("sorry", Act.REQUIRE_APOLOGY),
    ("sorry", Act.REMOVE),
    ("points", Act.SEVERE_WARNING),
    ("company", Act.SEVERE_WARNING),
    ("company", Act.REMOVE),
    (None, Act.REMOVE),
    (None, Act.RECORD_FINE),
    (None, Act.SUSPEND_POSTING),
    ("again", Act.REQUEST_RED_PACKET),
}
"""By ladder and act, what nobody is to be met with before a person has said so."""


def word(name: str) -> str:
    return f"暗号{name}"


def number(name: str) -> str:
    """As people type it."""
    return f"1.{1 + tuple(SANCTIONS).index(name)}"


def clause_of(name: str) -> str:
    return f"{REGULATION}.{number(name)}"


def _breached(name: str, sanction: Sanction) -> Clause:
    assisted = name in ASSISTED
    return Clause(
        clause_id=clause_of(name),
        text=f"不说“{name}”。",
        topic="religion",
        disposition=Disposition.ASSISTED if assisted else Disposition.AUTOMATIC,
        rules=(Call("religion", {"words": [word(name)]}),),
        sanction=sanction,
        mode=Mode.ASSIST if assisted else Mode.ENFORCE,
    )


def _said(clause_id: str) -> Clause:
    return Clause(
        clause_id=clause_id, text="如下处理。", topic="ladder", disposition=Disposition.AUTOMATIC
    )


@cache
def law(*, freezes: bool) -> Edition:
    """All of it. *freezes*: an appeal holds up what was ordered."""
    return law_of(tuple(SANCTIONS), freezes=freezes)


@dataclass(frozen=True, slots=True)
class Founding:
    """
    Attributes:
        approved: A new group must be agreed to.
        filed: It must be filed.
    """

    approved: bool
    filed: bool

    @property
    def clauses(self) -> Iterator[Clause]:
        """All that is said of the life of groups, from their beginning to their end."""
        if self.approved:
            yield _procedure("approval", approvers=[LEADER])
        if self.filed:
            yield _procedure("filing", to=REGISTRAR, form="备案表")
        yield _procedure("creation", required_fields=["用途"])
        yield _procedure("handover", remind_after_days=3)
        yield _procedure("dissolution", starts="matter-ended", within=f"{ENDS_WITHIN} days")
        yield _procedure("extension", approver=LEADER, required_fields=["原因", "新解散日期"])
        yield _procedure(
            "announcement",
            before="dissolution",
            lead_hours=24,
            template="本群因{原因}，将于{日期}解散，操作人：{操作人}",
        )


def _procedure(name: str, **said: Any) -> Clause:
    return Clause(
        clause_id=f"life.{name}",
        text="如下办理。",
        topic="dissolution",
        disposition=Disposition.WORKFLOW,
        procedure=Call(name, said),
    )


def law_of(names: Sequence[str], *, freezes: bool, founding: Founding | None = None) -> Edition:
    """
    With the clauses of *names* and their ladders alone: few rules look at each message. Of the
    life of groups it says nothing without *founding*.
    """
    climbed = {SANCTIONS[name].ladder for name in names}
    ladders = {each.ladder_id: each for each in _LADDERS if each.ladder_id in climbed}
    steps = (_said(step.clause_id) for ladder in ladders.values() for step in ladder.steps)
    appeal = Clause(
        clause_id="appeal",
        text="可以申诉。",
        topic="appeal",
        disposition=Disposition.WORKFLOW,
        procedure=Call("appeal", {"freezes": freezes}),
    )
    reported = Clause(
        clause_id="reported",
        text=f"{REPORTERS} 人要求移出的，核实后移出。",
        topic="harassment",
        disposition=Disposition.ASSISTED,
        rules=(Call("reports", {"distinct_reporters": REPORTERS}),),
        sanction=SANCTIONS["grave"],
        mode=Mode.ASSIST,
    )
    breached = (_breached(name, SANCTIONS[name]) for name in names)
    return Edition(
        rulebook=RULEBOOK,
        regulation=REGULATION,
        title="演练规定",
        edition="2026-01",
        timezone=ZONE,
        in_force_from=datetime(2026, 1, 1, tzinfo=UTC),
        clauses=(*breached, *steps, appeal, reported, *(founding.clauses if founding else ())),
        ladders=ladders,
    )
