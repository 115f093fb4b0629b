"""What is to be played: who is who, what was before, and the messages in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from qungui.acceptance.scenario import NotCarriedError, Scenario
from qungui.model.attachment import Media
from qungui.model.group import Mode, Role
from qungui.model.ids import Alias
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.model.rulebook import Clause, Edition

OWNER, ADMINISTRATOR, DEPARTMENT, HEAD = "群主", "群管理员", "行政管理部", "部门负责人"

ROLES: Mapping[str, Role] = {
    OWNER: Role.OWNER,
    ADMINISTRATOR: Role.ADMINISTRATOR,
    "管理员": Role.ADMINISTRATOR,
    DEPARTMENT: Role.ADMIN_DEPARTMENT,
    "人事行政部": Role.ADMIN_DEPARTMENT,
    HEAD: Role.LEADER,
}
"""What scenarios call the roles that the product knows."""

_OUTSIDER = "（客户）"


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
    media: tuple[Media, Inspection | None] | None = None
    group: str = ""


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
        earlier: Messages before the event, any order.
        events: The scenario's own message first, then those that follow.
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
    members: list[str] = field(default_factory=list)
    earlier: list[Sent] = field(default_factory=list)
    events: list[Sent] = field(default_factory=list)

    @property
    def clause(self) -> Clause:
        """The clause that the scenario is about."""
        return self.edition.clause(self.scenario.clause_id)

    @property
    def main(self) -> Sent:
        return self.events[0]

    @property
    def messages(self) -> list[Sent]:
        return sorted((*self.earlier, *self.events), key=lambda sent: sent.at)

    def names(self) -> list[str]:
        """Everybody who is in the group, each once."""
        holders = [who for people in self.roles.values() for who in people]
        writers = [sent.who for sent in self.messages]
        return list(dict.fromkeys((*holders, *self.members, *writers, *self.strikes)))

    def before(self, span: timedelta) -> datetime:
        return self.at - span

    def name_role(self, role: Role, who: str) -> None:
        self.roles.setdefault(role, []).append(who)


def moment(text: object) -> datetime:
    """An instant as scenarios write it, with its offset."""
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError as error:
        msg = f"时间写法不明：{text}"
        raise NotCarriedError(msg) from error


def alias_of(who: str) -> Alias:
    """Staff have a userid, customers do not; people bear the names of the scenario."""
    return Alias("external" if who.endswith(_OUTSIDER) else "userid", who.casefold())
