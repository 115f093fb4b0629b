"""Customer groups (客户群): the API tells who is in them and gives them another owner, no more."""

from qungui.adapters.wecom.api import customer_groups
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import DISSOLVED, Advice, advice, count_misconfigured
from qungui.adapters.wecom.work_order_power import WorkOrderPower
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, Later, NoPower, Refused
from qungui.model.person import Person
from qungui.model.roster import Look, Roster, look_at


class CustomerPower(WorkOrderPower):
    """Implements :class:`qungui.ports.Power`."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def change_owner(self, group: Group, to: Person) -> CallOutcome:
        """At most twice in 90 days per group; the platform refuses more."""
        chat_id, userid = group.alias("chat"), to.userid
        if chat_id is None or userid is None:
            return NoPower()

        def give(client: WeComClient) -> None:
            failed = customer_groups.give_to(client, [chat_id], userid)
            if chat_id in failed:
                raise PlatformRefusal(failed[chat_id])

        return self._calls.outcome(give)

    def look(self, group: Group) -> Look | None:
        roster = self._roster(group)
        return look_at(roster) if isinstance(roster, Roster) else roster

    def has_member(self, group: Group, person: Person) -> bool | None:
        """None also where the app may not look: its owner may get a card too many."""
        roster = self._roster(group)
        if isinstance(roster, Roster):
            return any(roster.member(alias) is not None for alias in person.aliases)
        return None if roster is None else not roster.dissolved

    def _roster(self, group: Group) -> Roster | Look | None:
        """
        A look where there is no such group any more; None where the app may not look. Raises
        TransientError.
        """
        chat_id = group.alias("chat")
        if chat_id is None:
            return None

        def ask(client: WeComClient) -> Roster | None:
            try:
                return customer_groups.get(client, chat_id)
            except PlatformRefusal as refusal:
                if advice(refusal.code) is not Advice.ALARM:
                    raise
                count_misconfigured(refusal)
                return None

        roster = self._calls.answer(ask)
        if isinstance(roster, Roster):
            return roster
        if isinstance(roster, Later):
            msg = f"groupchat/get: cannot be told now: {roster.why}"
            raise TransientError(msg)
        gone = isinstance(roster, Refused) and roster.code in DISSOLVED
        return Look(dissolved=True) if gone else None
