"""What the app can do in a group, per kind of group."""

from collections.abc import Callable, Mapping
from typing import Any

from qungui.adapters.wecom.client import UnansweredError, WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice, count_misconfigured, not_begun, refused
from qungui.adapters.wecom.limits import within_bytes
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.group import Group, GroupKind
from qungui.model.outcome import CallOutcome, Done, NoPower, Unsure
from qungui.model.person import Person
from qungui.ports import Clock, Power

MAX_TEXT_BYTES = 2048


class AppchatPower:
    """
    A group that our app made: the API speaks and removes.

    Implements :class:`qungui.ports.Power`.
    """

    def __init__(self, client: WeComClient, *, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def speak(self, group: Group, text: str) -> CallOutcome:
        chat_id = group.alias("appchat")
        if chat_id is None:
            return NoPower()
        content = {"content": within_bytes(text, MAX_TEXT_BYTES)}
        data = {"chatid": chat_id, "msgtype": "text", "text": content}
        return self._outcome(lambda: self._client.post("appchat/send", data))

    def remove(self, group: Group, person: Person) -> CallOutcome:
        """NoPower for the owner: who follows, a person must choose."""
        chat_id = group.alias("appchat")
        if chat_id is None or person.userid is None:
            return NoPower()
        try:
            chat = self._chat(chat_id)
        except PlatformRefusal as refusal:
            return refused(refusal, self._clock.now())
        except TransientError as error:
            return not_begun(error, self._clock.now())
        member = _spelling(chat, person.userid)
        if member is None:
            return Done()
        if str(chat.get("owner", "")).casefold() == member.casefold():
            return NoPower()
        data = {"chatid": chat_id, "del_user_list": [member]}
        return self._outcome(lambda: self._client.post("appchat/update", data))

    def has_member(self, group: Group, person: Person) -> bool:
        chat_id = group.alias("appchat")
        if chat_id is None or person.userid is None:
            return True  # not to be told, so nobody is called removed
        try:
            return _spelling(self._chat(chat_id), person.userid) is not None
        except PlatformRefusal as refusal:
            if advice(refusal.code) is Advice.GONE:
                return False
            if advice(refusal.code) is Advice.ALARM:
                count_misconfigured(refusal)
            msg = f"appchat/get: {refusal}"
            raise TransientError(msg) from refusal

    def _chat(self, chat_id: str) -> Mapping[str, Any]:
        """
        Raises:
            PlatformRefusal: As the platform says.
            TransientError: It cannot be told now.
        """
        answer = self._client.get("appchat/get", {"chatid": chat_id})
        chat = answer.get("chat_info")
        if not isinstance(chat, dict):
            msg = "appchat/get: an answer without a group"
            raise TransientError(msg)
        return chat

    def _outcome(self, call: Callable[[], object]) -> CallOutcome:
        try:
            call()
        except PlatformRefusal as refusal:
            return refused(refusal, self._clock.now())
        except UnansweredError as error:
            return Unsure(str(error))
        except TransientError as error:
            return not_begun(error, self._clock.now())
        return Done()


class WorkOrderPower:
    """
    A group in which only its people can act: everything becomes a work order.

    Implements :class:`qungui.ports.Power`.
    """

    def speak(self, group: Group, text: str) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def remove(self, group: Group, person: Person) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def has_member(self, group: Group, person: Person) -> bool:  # noqa: ARG002
        """True: nothing here can tell, and a member who may be there is not called removed."""
        return True


def powers_of(client: WeComClient, *, clock: Clock) -> Mapping[GroupKind, Power]:
    return {
        GroupKind.APPCHAT: AppchatPower(client, clock=clock),
        GroupKind.CUSTOMER: WorkOrderPower(),
        GroupKind.INTERNAL: WorkOrderPower(),
    }


def _spelling(chat: Mapping[str, Any], userid: str) -> str | None:
    """The member as the platform writes them; userids differ by more than case."""
    members = (str(member) for member in chat.get("userlist", ()))
    return next((member for member in members if member.casefold() == userid.casefold()), None)
