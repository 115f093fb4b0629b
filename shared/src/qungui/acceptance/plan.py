"""What is to be played: who is who, what was before, and the messages in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from qungui.acceptance.lists import Allowed, Change, Lists, plain_name
from qungui.acceptance.scenario import NotCarriedError, Scenario
from qungui.model.act import Act
from qungui.model.attachment import Media
from qungui.model.bridge_events import BridgeChange
from qungui.model.filing import LifeState
from qungui.model.group import Mode, Role
from qungui.model.ids import Alias
from qungui.model.issue import IssueState
from qungui.model.message import MessageKind
from qungui.model.rulebook import Clause, Edition

LEVELS: Mapping[str, str] = {"轻微": "light", "严重": "grave", "违法": "unlawful"}
"""What scenarios call the gravity of a breach; ``Sanction.choices`` has the other words."""

SOMEBODY = "某成员"
"""Whom a scenario does not name."""

SYSTEM = "系统"
"""Who does what the regulation itself says."""

OWNER, ADMINISTRATOR, DEPARTMENT, HEAD = "群主", "群管理员", "行政管理部", "部门负责人"

ROLES: Mapping[str, Role] = {
    OWNER: Role.OWNER,
    ADMINISTRATOR: Role.ADMINISTRATOR,
    "管理员": Role.ADMINISTRATOR,
    "管理层成员": Role.ADMINISTRATOR,
    "管理层": Role.ADMINISTRATOR,
    "HR负责人": Role.LEADER,
    DEPARTMENT: Role.ADMIN_DEPARTMENT,
    "人事行政部": Role.ADMIN_DEPARTMENT,
    "行政管理中心": Role.ADMIN_DEPARTMENT,
    "监管小组": Role.ADMIN_DEPARTMENT,
    "HR": Role.ADMIN_DEPARTMENT,
    HEAD: Role.LEADER,
    "所在部门": Role.LEADER,
}
"""What scenarios call the roles that the product knows."""

ISSUE_STATES: Mapping[str, IssueState] = dict(
    zip(("提出", "已传达", "处理中", "已解决"), IssueState, strict=True)
)
"""What scenarios call how far a problem has come."""

OUTSIDER = "（客户）"
"""Stands behind the name of somebody from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """
    One message.

    Attributes:
        media: With what an inspector sees in it, where one looks.
        group: The group's name; empty for the one the scenario is about.
    """

    who: str
    at: datetime
    text: str = ""
    kind: MessageKind = MessageKind.TEXT
    media: Media | None = None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """
    What happens in another way than by a message.

    Attributes:
        name: The kind of event and its own name, as in ``admin-command confirm-violation``.
        by: Who does it; empty where nobody does.
        about: The member whom it concerns; empty where only a matter is named.
        matter: By which name of ``given`` it is known.
        words: A reason, or what is asked for.
        forever: What is ordered has no end.
        fields: Of a form, as written.
        told: All that the scenario tells of it, as it stands there.
        change: Of a member, as a bridge tells of it.
        allowed: What a form asks for.
    """

    name: str
    at: datetime
    by: str = ""
    about: str = ""
    matter: str = ""
    words: str = ""
    forever: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    change: Change | None = None
    allowed: Allowed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """
    Something about a member that is not over yet.

    Attributes:
        name: Empty where it has none.
        who: Empty where nobody is named.
        clause_id: What is broken; empty where nothing is said of it.
        confirmed: Those who decide it have found that it is so.
        level: How grave it is found to be; empty where nobody has said.
        asked: What the member was asked for: an apology, money, to leave.
        result: What became of that; empty while it is open.
        proposed: A step waits for somebody's word.
    """

    name: str = ""
    who: str = ""
    clause_id: str = ""
    confirmed: bool = False
    level: str = ""
    asked: Act | None = None
    result: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """
    One that is followed.

    Attributes:
        assignee: Who is to see to it; empty where nobody is.
        until: By which day; None where nobody said.
    """

    name: str
    state: IssueState
    assignee: str
    moved_at: datetime
    until: date | None = None


@dataclass(slots=True, kw_only=True)
class Plan:
    """
    Filled from a scenario's ``given`` and ``when``, key by key.

    Attributes:
        at: When the scenario's own event happens, UTC.
        rules_from: When the rulebook was published to the group; None for long before.
        values: A group's settings by clause.
        modes: The modes in use that the group chose, by clause.
        strikes: Earlier breaches by person, each of which was answered.
        last_strike_at: When the last of them was; None for some days before.
        matters: What is not over yet, oldest first.
        removed: Who was removed before, and whether for good.
        offices: Who holds an office, by the regulation's name for it.
        told: What is told of the group's life, as it stands there.
        vacant: Roles that nobody holds whom the scenario does not name.
        earlier: Messages before the event, any order.
        events: The scenario's own message first, then those that follow; none where it is a deed.
        deed: The scenario's own event where it is no message.
        state: Where in its life the group stands on file; None where it is on no file.
        lists: What is recorded of people.
        problems: That are followed.
        replies: Messages that follow the deed, in their order.
        looks: What is done after the scenario's own message that is none itself.
        departments: By name, of those of whom it is told; whoever leads one is in ``leads``.
    """

    scenario: Scenario
    edition: Edition
    at: datetime
    group: str = "工作群"
    filed_as: str = ""
    with_outsiders: bool = False
    rules_from: datetime | None = None
    roles: dict[Role, list[str]] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    modes: dict[str, Mode] = field(default_factory=dict)
    strikes: dict[str, int] = field(default_factory=dict)
    last_strike_at: datetime | None = None
    matters: list[Matter] = field(default_factory=list)
    removed: dict[str, bool] = field(default_factory=dict)
    offices: dict[str, list[str]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    vacant: set[Role] = field(default_factory=set)
    members: list[str] = field(default_factory=list)
    earlier: list[Sent] = field(default_factory=list)
    events: list[Sent] = field(default_factory=list)
    deed: Deed | None = None
    state: LifeState | None = None
    lists: Lists = field(default_factory=Lists)
    replies: list[Sent] = field(default_factory=list)
    looks: list[Deed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    departments: dict[str, str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)

    @property
    def clause(self) -> Clause:
        """The clause that the scenario is about."""
        return self.edition.clause(self.scenario.clause_id)

    @property
    def main(self) -> Sent:
        return self.events[0]

    @property
    def own_group(self) -> str:
        """Where the scenario's own event happens."""
        return self.group if self.deed else self.main.group or self.group

    @property
    def member(self) -> str:
        """Whom the scenario is about: who writes, or whom a deed concerns."""
        if self.deed is None:
            return self.main.who
        deed = self.deed
        named = (matter.who for matter in self.matters if matter.name == deed.matter)
        return deed.about or next(filter(None, (*named, *self.strikes)), SOMEBODY)

    @property
    def messages(self) -> list[Sent]:
        return sorted((*self.earlier, *self.events), key=lambda sent: sent.at)

    def names(self) -> list[str]:
        """Everybody who is in the group, each once."""
        holders = [who for people in self.roles.values() for who in people]
        writers = [sent.who for sent in (*self.messages, *self.replies)]
        doers = [self.deed.by] if self.deed and self.deed.by else []
        about = [self.member, *(matter.who for matter in self.matters if matter.who)]
        inviters = [self.deed.change.inviter] if self.deed and self.deed.change else []
        lists = [*filter(None, inviters), *(allowed.by for allowed in self.lists.allowed)]
        before = (*self.members, *writers, *doers, *about, *self.strikes, *self.removed, *lists)
        return list(dict.fromkeys((*holders, *before)))

    def recorded(self) -> list[str]:
        """Those who are on a list, and not in the group, each once."""
        within = {plain_name(who) for who in self.names()}
        return [who for who in self.lists.facts if who not in within]

    def is_there(self, who: str) -> bool:
        """Whether they were in the group before the event; nobody unnamed where there is a list."""
        change = None if self.deed is None else self.deed.change
        comes = change is not None and change.what is BridgeChange.JOINED and who == self.member
        return not comes and not (who == SOMEBODY and self.lists.is_told)

    def alias_of(self, who: str) -> Alias:
        """Staff have a userid, others do not; people bear the names of the scenario."""
        outside = who.endswith(OUTSIDER) or self.lists.is_outsider(who)
        return Alias("external" if outside else "userid", who.casefold())

    def before(self, span: timedelta) -> datetime:
        return self.at - span

    def name_role(self, role: Role, who: str) -> None:
        self.roles.setdefault(role, []).append(who)

    def speaker(self, words: str) -> str:
        """Of *words* such as 管理员 and a name, or either alone: who it is, with their role."""
        role, _, name = words.partition(" ")
        if role in ROLES:
            self.name_role(ROLES[role], name or role)
        return name or role


def moment(text: object) -> datetime:
    """An instant as scenarios write it, with its offset."""
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError as error:
        msg = f"时间写法不明：{text}"
        raise NotCarriedError(msg) from error
