"""Groups that our app made: the API speaks, removes, renames, changes the owner, empties."""

from collections.abc import Callable

from qungui.adapters.wecom import rates
from qungui.adapters.wecom.api import appchat
from qungui.adapters.wecom.api.appchat import Appchat, Changes
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.errcodes import DISSOLVED, Advice, advice
from qungui.adapters.wecom.limits import within_bytes, within_characters
from qungui.errors import TransientError
from qungui.model.group import Group
from qungui.model.ids import Alias
from qungui.model.outcome import CallOutcome, Done, NoPower, Refused
from qungui.model.person import Person
from qungui.model.roster import Look

_TOO_FEW = 86006
_MOST_SIZES = 4096


class AppchatPower:
    """
    Implements :class:`qungui.ports.Power`.

    The sizes of the groups it looked at say how many people a post reaches.
    """

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._sizes: dict[str, int] = {}

    def speak(self, group: Group, text: str) -> CallOutcome:
        chat_id = group.alias("appchat")
        if chat_id is None:
            return NoPower()
        words = within_bytes(text, appchat.MAX_TEXT)
        return self._calls.outcome(
            lambda client: appchat.send_text(client, chat_id, words),
            *rates.post_in_group(self._sizes.get(chat_id)),
        )

    def remove(self, group: Group, person: Person) -> CallOutcome:
        """NoPower for the owner: who follows, a person must choose."""
        userid = person.userid
        if userid is None:
            return NoPower()

        def changes(chat: Appchat) -> Changes | CallOutcome:
            member = chat.spelling(userid)
            if member is None:
                return Done()
            return NoPower() if chat.is_owned_by(member) else Changes(leaving=(member,))

        return self._change(group, changes)

    def invite(self, group: Group, person: Person) -> CallOutcome:
        userid = person.userid
        if userid is None:
            return NoPower()
        return self._change(
            group,
            lambda chat: Done() if chat.spelling(userid) else Changes(arriving=(userid,)),
        )

    def rename(self, group: Group, name: str) -> CallOutcome:
        new = within_characters(name, appchat.MAX_NAME)
        return self._change(group, lambda chat: Done() if chat.name == new else Changes(name=new))

    def change_owner(self, group: Group, to: Person) -> CallOutcome:
        """Who is not a member yet becomes one."""
        userid = to.userid
        if userid is None:
            return NoPower()

        def changes(chat: Appchat) -> Changes | CallOutcome:
            if chat.is_owned_by(userid):
                return Done()
            member = chat.spelling(userid)
            arriving = () if member else (userid,)
            return Changes(owner=member or userid, arriving=arriving)

        return self._change(group, changes)

    def empty(self, group: Group) -> CallOutcome:
        """A second member stays where the platform wants two."""
        outcome = self._change(group, lambda chat: _leaving(chat, stay=0))
        if outcome == Refused(_TOO_FEW):
            return self._change(group, lambda chat: _leaving(chat, stay=1))
        return outcome

    def look(self, group: Group) -> Look | None:
        chat_id = group.alias("appchat")
        if chat_id is None:
            return None
        chat = self._told(chat_id)
        if not isinstance(chat, Appchat):
            return chat
        others = sum(not chat.is_owned_by(member) for member in chat.members)
        owner = Alias("userid", chat.owner.casefold()) if chat.owner else None
        return Look(name=chat.name, owner=owner, others=others)

    def has_member(self, group: Group, person: Person) -> bool | None:
        chat_id = group.alias("appchat")
        if chat_id is None or person.userid is None:
            return None
        chat = self._told(chat_id)
        if not isinstance(chat, Appchat):
            return None if chat is None else not chat.dissolved
        return chat.spelling(person.userid) is not None

    def _told(self, chat_id: str) -> Appchat | Look | None:
        """A look once it is dissolved; None where it is not ours to see. Raises TransientError."""
        chat = self._look(chat_id)
        if isinstance(chat, Appchat):
            return chat
        if isinstance(chat, Refused) and advice(chat.code) is Advice.GONE:
            return Look(dissolved=True) if chat.code in DISSOLVED else None
        msg = "appchat/get: cannot be told now"
        raise TransientError(msg)

    def _change(
        self, group: Group, wanted: Callable[[Appchat], Changes | CallOutcome]
    ) -> CallOutcome:
        """What is left to change is decided by how the group is now, so a repeat is harmless."""
        chat_id = group.alias("appchat")
        if chat_id is None:
            return NoPower()
        chat = self._look(chat_id)
        if not isinstance(chat, Appchat):
            return chat
        changes = wanted(chat)
        if not isinstance(changes, Changes):
            return changes
        return self._calls.outcome(lambda client: appchat.update(client, chat_id, changes))

    def _look(self, chat_id: str) -> Appchat | CallOutcome:
        chat = self._calls.answer(lambda client: appchat.get(client, chat_id))
        if isinstance(chat, Appchat):
            if len(self._sizes) >= _MOST_SIZES:
                self._sizes.clear()
            self._sizes[chat_id] = len(chat.members)
        return chat


def _leaving(chat: Appchat, *, stay: int) -> Changes | CallOutcome:
    """Everybody but the owner and *stay* others."""
    others = [member for member in chat.members if not chat.is_owned_by(member)]
    return Changes(leaving=tuple(others[stay:])) if others[stay:] else Done()
