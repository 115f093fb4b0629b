"""A member's file is read: of one group, or of all in which anything is on record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qungui.engine.member_file import group_file
from qungui.errors import InvalidEventError
from qungui.model.linked import Linked
from qungui.model.member_file import GroupFile, MemberFile
from qungui.ports import People
from qungui.usecases.move_member import MoveMember


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMemberFile:
    """Reads only."""

    move: MoveMember
    people: People

    def __call__(self, person_id: str, group_id: str = "") -> MemberFile:
        """
        Raises:
            InvalidEventError: No such group, or a case names an edition that is not stored.
        """
        groups = [group_id] if group_id else sorted(self.move.ledger.on_record(person_id))
        dockets = self.move.dockets(map(self._linked, groups), person_id)
        files = tuple(map(group_file, dockets))
        return MemberFile(
            person_id=person_id,
            at=self.move.clock.now(),
            groups=files,
            names=dict(self._names({person_id, *_named_in(files)})),
        )

    def _linked(self, group_id: str) -> Linked:
        linked = self.move.directory.group(group_id)
        if linked is None:
            msg = f"no such group: {group_id}"
            raise InvalidEventError(msg)
        return linked

    def _names(self, person_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        for person_id in person_ids:
            person = self.people.get(person_id)
            if person is not None and person.userid is not None:
                yield person_id, person.userid


def _named_in(files: Iterable[GroupFile]) -> set[str]:
    """Everybody who decided, confirmed or was asked."""
    found = {""}
    for file in files:
        cases = [record.case for record in file.records]
        decisions = (
            *(case.decided for case in cases),
            *(case.voided for case in cases),
            *(order.closed for order in file.orders),
            *(petition.decided for petition in file.petitions),
            *(exempt.granted for exempt in file.exemptions.values()),
        )
        found |= {decision.by for decision in decisions if decision is not None}
        found |= {petition.by for petition in file.petitions}
        for order in file.orders:
            found |= {*order.agreed, order.ordered_by, order.asked}
    return found - {""}
