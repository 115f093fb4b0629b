"""Groups under a regulation that ships, gone through on the in-memory adapters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from qungui.acceptance.run import shipped_edition
from qungui.acceptance.stage import Stage
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.case import Case
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.order import Order
from qungui.model.person import Degree, Person, PersonFacts
from qungui.model.rulebook import Clause
from tests.support.build import group

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 17, tzinfo=UTC)  # 01:00 on a Wednesday in Shanghai
NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)
OWNER, ADMIN = "owner", "admin"
OUTSIDER = "（外）"


class RosterWorld:
    """A company that a bridge shows one group of, unless more are filed."""

    def __init__(self, regulation: str = "R01", *more: Clause, **changes: Any) -> None:
        """*more*: clauses that the regulation has beside its own."""
        shipped = shipped_edition(regulation)
        assert shipped is not None
        clauses = (*shipped.clauses, *more)
        self.edition = replace(shipped, in_force_from=LONG_AGO, clauses=clauses)
        self.stage = Stage(LONG_AGO)
        self.groups: list[Group] = []
        self.file("g1", **changes)
        self.stage.move_to(NIGHT)

    def file(self, alias: str, settings: GroupSettings | None = None, **changes: Any) -> Group:
        roles = {
            Role.OWNER: (self.person(OWNER).person_id,),
            Role.ADMINISTRATOR: (self.person(ADMIN).person_id,),
        }
        made = replace(
            group(kind=GroupKind.BRIDGE, aliases=(Alias("bridge", alias),), roles=roles),
            group_id=f"group-{alias}",
            rulebook=self.edition.rulebook,
            rules_from=LONG_AGO,
        )
        made = replace(made, **changes)
        self.stage.set_up(self.edition, made, settings or GroupSettings(version=1))
        self.groups.append(made)
        for who in (OWNER, ADMIN):
            self.stage.people.note(self.person(who), PersonFacts(name=who, degree=Degree.KNOWN))
        return made

    @property
    def group(self) -> Group:
        return self.groups[0]

    def person(self, name: str) -> Person:
        """Staff, but for who is called an outsider."""
        kind = "external" if name.endswith(OUTSIDER) else "userid"
        return self.stage.people.resolve(Alias(kind, name))

    def know(self, who: str, *, department: str = "财务部", **facts: Any) -> Person:
        known = {"name": who, "degree": Degree.KNOWN, "department_names": (department,)}
        self.stage.people.note(self.person(who), PersonFacts(**{**known, **facts}))
        return self.person(who)

    def show(self, *names: str, group: Group | None = None, **nicknames: str) -> None:
        """Whoever is not given a nickname is rightly called; owner and administrator are there."""
        rightly = {name: f"财务部+{name}" for name in (*names, OWNER, ADMIN)}
        seen = self.stage.clock.now() - A_DAY
        members = {
            self.person(name).person_id: Member(
                alias=self.person(name).aliases[0], nickname=nickname, seen_at=seen
            )
            for name, nickname in {**rightly, **nicknames}.items()
        }
        self.stage.admit(group or self.group, members, self.stage.clock.now())

    def plan(self) -> int:
        return self.stage.rosters.plan(self.stage.clock.now())

    def pass_to(self, moment: datetime) -> None:
        self.stage.pass_time(moment)

    def change(self, what: str, name: str, at: datetime, **told: Any) -> None:
        self.stage.move_to(at)
        alias = self.person(name).aliases[0]
        where = self.group.aliases[0]
        event = BridgedGroupChanged(group=where, change=BridgeChange(what), member=alias, **told)
        self.stage.rosters.follow(event, at)
        self.stage.settle()

    def cases(self, name: str, clause_id: str = "", group: Group | None = None) -> list[Case]:
        found = self.stage.discipline(group or self.group, self.person(name)).cases
        return [
            case
            for case in found
            if not clause_id or clause_id in {breach.clause_id for breach in case.breaches}
        ]

    def orders(self, name: str) -> list[Order]:
        return list(self.stage.discipline(self.group, self.person(name)).orders)

    def told(self, name: str) -> list[str]:
        who = self.person(name).person_id
        return [each.text for each in self.stage.messenger.told if each.person_id == who]

    def digests(self) -> list[str]:
        """All lists of members that anybody was sent."""
        texts = (each.text for each in self.stage.messenger.told)
        return [text for text in texts if text.startswith("【成员核对】")]
