"""A filed group gets its marker: a line that, seen in the archive, shows which room it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from qungui.errors import InvalidEventError
from qungui.model.group import GroupKind
from qungui.model.outcome import CallOutcome, NoPower
from qungui.notices.marker import marker_text
from qungui.ports import Clock, Directory, Power, SentRegister

_ROOM = "room"


@dataclass(frozen=True, slots=True)
class Marked:
    """
    Attributes:
        text: The line, exactly as it must stand in the group.
        outcome: Of posting it; whatever is not done, a person may do within ten minutes.
    """

    text: str
    outcome: CallOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkGroup:
    """
    Attributes:
        powers: Those that may speak now; empty where nothing is to be posted.
    """

    directory: Directory
    sent: SentRegister
    powers: Mapping[GroupKind, Power]
    clock: Clock

    def __call__(self, group_id: str) -> Marked:
        """
        Raises:
            InvalidEventError: No such group, or its room is known.
            TransientError: It cannot be told now.
        """
        linked = self.directory.group(group_id)
        if linked is None:
            msg = "no such group is linked"
            raise InvalidEventError(msg)
        if linked.group.alias(_ROOM) is not None:
            msg = "the group's room is known already"
            raise InvalidEventError(msg)
        text = marker_text(group_id, linked.group.name)
        self.sent.note(group_id, text, self.clock.now())
        power = self.powers.get(linked.group.kind)
        return Marked(text, NoPower() if power is None else power.speak(linked.group, text))
