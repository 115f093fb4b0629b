"""Those who run a group let somebody write there no more: no API can, so the owner does it."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine.authority import Bar, barred
from qungui.model.act import Act
from qungui.model.call import written
from qungui.model.decision import Word
from qungui.model.group import Role
from qungui.model.rulebook import Edition
from qungui.notices.limits import cut
from qungui.ports import Directory
from qungui.usecases.linked_group import linked_group
from qungui.usecases.order_for_group import MOST_OF_TEXT, Ordered, OrderForGroup, Wish

_COMMAND = "禁言"


class Unmuted(StrEnum):
    NEEDS_REASON = "needs-reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteMember:
    """Safe to repeat: who is being muted is not muted again."""

    directory: Directory
    order: OrderForGroup

    def __call__(self, group_id: str, person_id: str, word: Word) -> Ordered | Bar | Unmuted:
        """
        Raises:
            InvalidEventError: No such group.
        """
        linked = linked_group(self.directory, group_id)
        bar = barred(linked.group, Role.ADMINISTRATOR, word.by, person_id)
        if bar is not None:
            return bar
        if not word.why.strip():
            return Unmuted.NEEDS_REASON
        wish = Wish(
            group_id=group_id,
            act=Act.MUTE,
            ordered_by=word.by,
            about=person_id,
            wanted=cut(word.why.strip(), MOST_OF_TEXT),
            clause_id=_clause(linked.editions[0]),
        )
        return self.order(wish)


def _clause(edition: Edition) -> str:
    """The one that lets them do so; empty where none is written."""
    for clause in edition.clauses:
        call = clause.procedure
        if call is not None and _COMMAND in written(call, {}).get("commands", ()):
            return clause.clause_id
    return ""
