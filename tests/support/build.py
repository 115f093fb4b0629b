"""Values for tests: every builder gives a whole, valid value; say only what the test is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import Breach, Case, CaseState, case_id_of
from qungui.model.decision import Decision
from qungui.model.finding import Facts, GroupSighting, SeenAs, Sighting, Tone
from qungui.model.group import Group, GroupKind, GroupSettings, Mode, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.ledger import AuditEntry, AuditKind, Change, Discipline, Standing
from qungui.model.message import Message, MessageKind
from qungui.model.order import Order, order_id_of
from qungui.model.own_days import NO_OWN_DAYS
from qungui.model.person import Person
from qungui.model.petition import Petition, PetitionKind, petition_id_of
from qungui.model.rulebook import (
    ActCall,
    Clause,
    Disposition,
    Edition,
    Ladder,
    Sanction,
    Step,
)
from qungui.text.normal import normal
from qungui.text.sighting import sighting_of

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai, a Wednesday
GROUP = "group-1"
ROOM = Alias("room", "wrROOM1")
APPCHAT = Alias("appchat", "chat-1")
ZHANG = Alias("userid", "zhangsan")
OWNER = "person-owner"
RULEBOOK = "company-wechat-groups"
EDITION = "2026-11"
ADVERT = "R01.3.10"
NIGHT = "R01.3.11"
LADDER = "L01"


def at(**later: float) -> datetime:
    """Noon plus what is said, e.g. ``at(minutes=5)``."""
    return NOON + timedelta(**later)


def person(alias: Alias = ZHANG, **changes: Any) -> Person:
    made = Person(person_id=derived_id("person", alias.kind, alias.name), aliases=(alias,))
    return replace(made, **changes)


PERSON = person().person_id


def message(text: str = "大家好", **changes: Any) -> Message:
    made = Message(
        message_id="message-1",
        group=ROOM,
        sender=ZHANG,
        sent_at=NOON,
        kind=MessageKind.TEXT,
        text=text,
    )
    return replace(made, **changes)


def sighting(number: int = 1, sent_at: datetime = NOON, content: str = "") -> Sighting:
    """The *number*-th message of a member; its own content unless said otherwise."""
    return Sighting(
        mark=f"s{number:010d}", sent_at=sent_at, content=content or f"content{number:03d}"
    )


def spoken(person: str, sent_at: datetime = NOON, tone: Tone = Tone.PLAIN) -> GroupSighting:
    """A message of *person* as the group window keeps it."""
    mark = derived_id("mark", person, sent_at.isoformat(), tone)
    return GroupSighting(mark, person, sent_at, SeenAs.OTHER, tone)


def facts(text: str = "大家好", *, recent: tuple[Sighting, ...] = (), **changes: Any) -> Facts:
    """
    What a rule sees of a message; *changes* are of the message, or ``roles``, ``timezone``,
    ``own_days``.
    """
    roles = frozenset(changes.pop("roles", ()))
    timezone = changes.pop("timezone", "Asia/Shanghai")
    own_days = changes.pop("own_days", NO_OWN_DAYS)
    written = message(text, **changes)
    return Facts(
        message=written,
        plain=normal(written.text),
        group=group(),
        roles=roles,
        recent=recent,
        sighting=sighting_of(written),
        timezone=timezone,
        own_days=own_days,
    )


def group(**changes: Any) -> Group:
    made = Group(
        group_id=GROUP,
        name="市场部工作群",
        kind=GroupKind.APPCHAT,
        aliases=(ROOM, APPCHAT),
        rulebook=RULEBOOK,
        rules_from=NOON - timedelta(days=30),
        roles={Role.OWNER: (OWNER,), Role.ADMINISTRATOR: ("person-admin",)},
        filed_as="部门级",
    )
    return replace(made, **changes)


def settings(**changes: Any) -> GroupSettings:
    made = GroupSettings(
        version=3,
        modes={ADVERT: Mode.ENFORCE},
        values={NIGHT: {"notice_marks": ["【通知】"]}},
        removals_per_hour=3,
        reminder_gap=timedelta(minutes=10),
        work_order_time=timedelta(hours=24),
    )
    return replace(made, **changes)


def clauses() -> tuple[Clause, ...]:
    return (
        Clause(
            clause_id=ADVERT,
            text="群里不发广告。",
            topic="advertising",
            disposition=Disposition.AUTOMATIC,
            rules=(Call("advertising"),),
            sanction=Sanction(ladder=LADDER),
        ),
        Clause(
            clause_id=NIGHT,
            text="夜里不聊天。",
            topic="quiet-hours",
            disposition=Disposition.AUTOMATIC,
            rules=(Call("quiet-hours", {"from": "22:00", "to": "07:30"}, {"notice_marks": []}),),
            sanction=Sanction(acts=(ActCall(Act.REMIND),)),
        ),
        Clause(
            clause_id="R01.4.5",
            text="不煽动他人。",
            topic="incitement",
            disposition=Disposition.ASSISTED,
            rules=(Call("incitement"),),
            sanction=Sanction(acts=(ActCall(Act.REMOVE),), confirm=Role.ADMINISTRATOR),
            mode=Mode.ASSIST,
        ),
        Clause(
            clause_id="R01.4.4a",
            text="第一次警告。",
            topic="ladder",
            disposition=Disposition.AUTOMATIC,
        ),
        Clause(
            clause_id="R01.4.4b",
            text="第二次移出。",
            topic="ladder",
            disposition=Disposition.AUTOMATIC,
        ),
    )


def ladders() -> Mapping[str, Ladder]:
    steps = (
        Step(acts=(ActCall(Act.WARN),), clause_id="R01.4.4a", at=1),
        Step(acts=(ActCall(Act.REMOVE),), clause_id="R01.4.4b", at=2),
    )
    return {LADDER: Ladder(ladder_id=LADDER, steps=steps)}


def edition(**changes: Any) -> Edition:
    made = Edition(
        rulebook=RULEBOOK,
        regulation="R01",
        title="公司微信群管理规定",
        edition=EDITION,
        timezone="Asia/Shanghai",
        in_force_from=NOON - timedelta(days=20),
        clauses=clauses(),
        ladders=ladders(),
    )
    return replace(made, **changes)


def breach(clause_id: str = ADVERT, **changes: Any) -> Breach:
    made = Breach(
        clause_id=clause_id,
        topic="advertising",
        automatic=True,
        mode=Mode.ENFORCE,
        reason="含联系方式与推销词",
        evidence="低价**加微信",
        score=0.97,
    )
    return replace(made, **changes)


def case(message_id: str = "message-1", **changes: Any) -> Case:
    """An open case of *message_id*; its id follows the group and the message."""
    group_id = changes.get("group_id", GROUP)
    made = Case(
        case_id=case_id_of(group_id, message_id),
        group_id=group_id,
        person_id=PERSON,
        message_id=message_id,
        sender=ZHANG,
        at=NOON,
        state=CaseState.OPEN,
        breaches=(breach(),),
        rulebook=RULEBOOK,
        edition=EDITION,
        settings_version=3,
        due=NOON + timedelta(minutes=2),
    )
    return replace(made, **changes)


def order(of: Case | None = None, *, step: int = 1, act: Act = Act.WARN, **changes: Any) -> Order:
    """The order of *step* that the case *of* calls for; a new warning unless said otherwise."""
    of = of or case()
    made = Order(
        order_id=order_id_of(of.case_id, step, act),
        group_id=of.group_id,
        person_id=of.person_id,
        act=act,
        rulebook=of.rulebook,
        edition=of.edition,
        clause_ids=("R01.4.4a", ADVERT),
        case_ids=(of.case_id,),
        at=of.at,
        ladder=LADDER,
        step=step,
        due=of.at + timedelta(minutes=2),
    )
    return replace(made, **changes)


def group_order(act: Act = Act.RENAME, **changes: Any) -> Order:
    """An order for the group itself; a new one unless said otherwise."""
    made = Order(
        order_id=derived_id("order", GROUP, act.value),
        group_id=GROUP,
        person_id="",
        act=act,
        rulebook=RULEBOOK,
        edition=EDITION,
        clause_ids=("R01.2.1",),
        case_ids=(),
        at=NOON,
        ordered_by=OWNER,
        due=NOON + timedelta(minutes=2),
    )
    return replace(made, **changes)


def decision(**changes: Any) -> Decision:
    """Of an administrator, now."""
    made = Decision(by="person-admin", at=NOON, why="经核实")
    return replace(made, **changes)


def petition(about: Case | Order | None = None, **changes: Any) -> Petition:
    """An open appeal against the case *about*, or a way back after the removal *about*."""
    about = about or case()
    is_appeal = isinstance(about, Case)
    kind = PetitionKind.APPEAL if is_appeal else PetitionKind.RE_ENTRY
    item_id = about.case_id if isinstance(about, Case) else about.order_id
    made = Petition(
        petition_id=petition_id_of(kind, item_id),
        kind=kind,
        group_id=about.group_id,
        person_id=about.person_id,
        about=item_id,
        words="我没有发广告",
        at=NOON,
        by=about.person_id,
        due=NOON + timedelta(days=3),
    )
    return replace(made, **changes)


def docket(kept: Discipline, now: datetime = NOON, **changes: Any) -> Docket:
    """By the edition and the settings of this module unless said otherwise."""
    law = changes.pop("edition", edition())
    made = Docket(
        discipline=kept,
        edition=law,
        group=group(),
        settings=settings(),
        now=now,
        editions=lambda _rulebook, _name: law,
    )
    return replace(made, **changes)


def standing(**changes: Any) -> Standing:
    return replace(Standing(rulebook=RULEBOOK, ladder=LADDER, level=1), **changes)


def audit_entry(**changes: Any) -> AuditEntry:
    made = AuditEntry(
        kind=AuditKind.CASE_ESCALATED,
        at=NOON + timedelta(seconds=3),
        facts={"case": case().case_id, "clause": ADVERT},
    )
    return replace(made, **changes)


def escalation(of: Case | None = None, **changes: Any) -> Change:
    """What escalating a first advert writes: case, standing, guard, order, audit, counter."""
    of = of or case()
    warning = order(of)
    made = Change(
        group_id=of.group_id,
        person_id=of.person_id,
        audit=audit_entry(facts={"case": of.case_id}),
        cases=(replace(of, escalated=True, due=None, order_id=warning.order_id),),
        standings=(standing(), standing(ladder="-")),
        new_orders=(warning,),
        clause_counts={ADVERT: 1},
    )
    return replace(made, **changes)
