"""Groups of our own staff, made by our app."""

from collections.abc import Sequence

from qungui.adapters.wecom.api import appchat
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.limits import within_characters
from qungui.model.outcome import CallOutcome, Done, NoPower, Refused
from qungui.model.person import Person

_EXISTS = 86215
_FEWEST = 2


class AppchatMaker:
    """Implements :class:`qungui.ports.GroupMaker`."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def make(self, chat_id: str, name: str, members: Sequence[Person]) -> CallOutcome:
        userids = tuple(filter(None, (person.userid for person in members)))
        if len(userids) < len(members) or not _FEWEST <= len(userids) <= appchat.MAX_MEMBERS:
            return NoPower()
        cut = within_characters(name, appchat.MAX_NAME)

        def create(client: WeComClient) -> None:
            appchat.create(client, chat_id=chat_id, name=cut, owner=userids[0], members=userids)

        outcome = self._calls.outcome(create)
        return Done() if outcome == Refused(_EXISTS) else outcome
