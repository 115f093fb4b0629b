"""Whom the archive hears: seats, groups that no seat is in, outsiders who have not agreed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.budgets import DynamoBudgets
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.secrets import SecretsManagerSecrets
from qungui.adapters.wecom.api import msgaudit
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.rotating import Rotating
from qungui.adapters.wecom.toll import Toll
from qungui.cli.rooms import Rooms
from qungui.errors import PlatformRefusal, SettingsError
from qungui.model.group import Group, GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState, KnownGroup

_NOT_INTERNAL = 301059


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """
    An outsider whose words in a group the archive does not hold.

    Attributes:
        refused: They said no; otherwise they said nothing.
        alone: Whether they agreed one to one, with any seat holder of the group.
    """

    outsider: Alias
    name: str
    refused: bool
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """
    What the archive hears of one filed group.

    Attributes:
        linked: A room of the archive is linked to it.
        staff: How many of the staff are in it; None when nobody knows.
        holders: Userids of those among them who have a seat.
    """

    group: Group
    linked: bool
    staff: int | None
    holders: tuple[str, ...]
    silent: tuple[Silent, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Asks the platform with the archive's own secret; only what the calls cost is written."""

    rooms: Rooms
    client: WeComClient

    @classmethod
    def of(cls, *, table: str, region: str, corp_id: str, secret: str, url: str) -> "Archive":
        """
        *secret* names the entry of Secrets Manager, which is read with the rights of the caller.

        Raises:
            SettingsError: There is no such entry, or it holds no secret.
            TransientError: It cannot be read now.
        """
        entry = SecretsManagerSecrets(region=region).read(secret)
        value = entry.get("secret")
        if not isinstance(value, str):
            msg = f"secret {secret} has no entry named secret"
            raise SettingsError(msg)
        clock = SystemClock()
        client = WeComClient(
            base_url=url,
            corp_id=corp_id,
            secret=Rotating(value, lambda: value, clock),
            tokens=MemoryTokenStore(),
            clock=clock,
            toll=Toll(DynamoBudgets(table_name=table, region=region), clock),
        )
        return cls(Rooms.on(table=table, region=region), client)

    def seats(self) -> tuple[str, ...]:
        """Userids, as the directory writes them."""
        return msgaudit.seats(self.client)

    def heard(self, seats: Iterable[str]) -> Iterator[Heard]:
        """Every filed group that still is and that WeCom could archive."""
        written = {userid.casefold(): userid for userid in seats}
        for known, linked in self.rooms.filed():
            if linked.group.kind is not GroupKind.BRIDGE and known.state is GroupState.ACTIVE:
                yield self._heard(known, linked.group, written)

    def _heard(self, known: KnownGroup, group: Group, written: Mapping[str, str]) -> Heard:
        rooms = [alias.name for alias in group.aliases if alias.kind == "room"]
        staff = self._staff(known, group, rooms)
        holders = tuple(written[userid] for userid in sorted(staff & written.keys()))
        return Heard(
            group=group,
            linked=bool(rooms),
            staff=len(staff) or None,
            holders=holders,
            silent=tuple(self._silent(known, group, rooms, holders)),
        )

    def _staff(self, known: KnownGroup, group: Group, rooms: Sequence[str]) -> set[str]:
        """Case-folded; asked anew where the archive tells it, else as last pulled."""
        if group.kind is not GroupKind.CUSTOMER:
            for room in rooms:
                try:
                    members = msgaudit.room(self.client, room).members
                except PlatformRefusal as refusal:
                    if refusal.code != _NOT_INTERNAL:
                        raise
                else:
                    return {member.alias.name.casefold() for member in members}
        aliases = [member.alias for member in known.members.values()]
        return {alias.name.casefold() for alias in aliases if alias.kind == "userid"}

    def _silent(
        self, known: KnownGroup, group: Group, rooms: Sequence[str], holders: Sequence[str]
    ) -> Iterator[Silent]:
        if group.kind is not GroupKind.CUSTOMER:
            return
        said = [each for room in rooms for each in msgaudit.room_agreements(self.client, room)]
        agreed = {each.alias for each in said if each.agreed}
        members = {member.alias: member.nickname for member in known.members.values()}
        outsiders = [*members, *(each.alias for each in said)]
        asked = {one: None for one in outsiders if one.kind == "external" and one not in agreed}
        alone = self._alone(holders, list(asked)) if asked else frozenset()
        refused = {each.alias for each in said if each.agreed is False}
        for one in asked:
            yield Silent(
                outsider=one,
                name=members.get(one, ""),
                refused=one in refused,
                alone=one in alone,
            )

    def _alone(self, holders: Sequence[str], outsiders: Sequence[Alias]) -> frozenset[Alias]:
        pairs = [(holder, outsider.name) for holder in holders for outsider in outsiders]
        return frozenset(
            each.alias
            for some in batched(pairs, msgaudit.MAX_ASKED, strict=False)
            for each in msgaudit.single_agreements(self.client, some)
            if each.agreed
        )
