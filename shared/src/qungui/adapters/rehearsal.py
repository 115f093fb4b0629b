"""A dry run: what would be done is said in the log, by kind and id, and not done."""

from collections.abc import Sequence

from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, Card, Rehearsed
from qungui.model.person import Person
from qungui.model.roster import Look
from qungui.observability import logger


class RehearsedMessenger:
    """Implements :class:`qungui.ports.Messenger`."""

    def tell(self, person: Person, text: str) -> CallOutcome:
        return _would("tell", person=person.person_id, characters=len(text))

    def hand_over(self, person: Person, card: Card) -> CallOutcome:
        return _would("hand over", person=person.person_id, task=card.task_id)

    def settle_card(
        self,
        people: Sequence[Person],
        *,
        response_code: str,  # noqa: ARG002
        said: str,  # noqa: ARG002
    ) -> CallOutcome:
        return _would("settle a card", people=len(people))


class RehearsedBotVoice:
    """Implements :class:`qungui.ports.BotVoice`."""

    def answer(self, response_url: str, text: str) -> CallOutcome:  # noqa: ARG002 - a secret
        return _would("answer as the bot", characters=len(text))


class RehearsedPower:
    """Implements :class:`qungui.ports.Power`."""

    def speak(self, group: Group, text: str) -> CallOutcome:
        return _would("speak", group=group.group_id, characters=len(text))

    def remove(self, group: Group, person: Person) -> CallOutcome:
        return _would("remove", group=group.group_id, person=person.person_id)

    def invite(self, group: Group, person: Person) -> CallOutcome:
        return _would("invite", group=group.group_id, person=person.person_id)

    def rename(self, group: Group, name: str) -> CallOutcome:
        return _would("rename", group=group.group_id, characters=len(name))

    def change_owner(self, group: Group, to: Person) -> CallOutcome:
        return _would("change the owner", group=group.group_id, person=to.person_id)

    def empty(self, group: Group) -> CallOutcome:
        return _would("empty", group=group.group_id)

    def look(self, group: Group) -> Look | None:  # noqa: ARG002
        return None

    def has_member(self, group: Group, person: Person) -> bool | None:  # noqa: ARG002
        """None: a dry run asks the platform nothing."""
        return None


class RehearsedGroupMaker:
    """Implements :class:`qungui.ports.GroupMaker`."""

    def make(self, chat_id: str, name: str, members: Sequence[Person]) -> CallOutcome:
        return _would("make a group", chat=chat_id, characters=len(name), people=len(members))


def _would(what: str, **facts: str | int) -> Rehearsed:
    logger.info("dry run", extra={"would": what, **facts})
    return Rehearsed(what)
