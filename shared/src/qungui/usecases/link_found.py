"""A group that appeared is the one that was agreed to: the registrar says so."""

from dataclasses import dataclass

from qungui.errors import InvalidEventError
from qungui.lifecycle.moves import Step, Who
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing, LifeState
from qungui.model.group import GroupKind, GroupSettings
from qungui.ports import Directory, GroupBook
from qungui.usecases.live_on import LiveOn
from qungui.usecases.make_group import group_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFound:
    """Safe to repeat: a group that is linked is not linked again."""

    live_on: LiveOn
    directory: Directory
    book: GroupBook

    def __call__(self, filed_id: str, found_id: str, by: str) -> Filing | Denied:
        """
        The group of *filed_id* as it is then: what the platform showed as *found_id*, by the word
        of the person *by*.

        Raises:
            TransientError: It cannot be told now.
        """
        register, now = self.live_on.register, self.live_on.clock.now()
        filing, found = register.filing(filed_id), register.filing(found_id)
        known = self.book.known(found_id)
        ground = None if filing is None else self.live_on.find(filing)
        if filing is None or found is None or known is None or ground is None:
            return Denied.NOT_NOW
        if Who.REGISTRAR not in ground.roles_of(by, filing):
            return Denied.NOT_YOU
        if ground.linked is not None or filing.state.is_final:
            return Denied.NOT_NOW
        if found.state is not LifeState.UNFILED:
            return Denied.NOT_NOW
        kind = known.kind or GroupKind.INTERNAL  # a room of the archive's, of which no kind is told
        try:
            self.directory.link(group_of(filing, kind, known.alias, now), GroupSettings())
        except InvalidEventError:  # linked meanwhile
            return Denied.NOT_NOW
        self.book.register(known.alias, kind, now)
        self.live_on.brought_about(found_id, Step.LINK, now)
        self.live_on.brought_about(filed_id, Step.CREATE, now)
        return register.filing(filed_id) or filing
