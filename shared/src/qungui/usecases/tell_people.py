"""The same words to several people, one to one."""

from collections.abc import Iterable

from qungui.errors import TransientError
from qungui.model.outcome import Later, Unsure
from qungui.ports import Messenger, People


def tell(people: People, messenger: Messenger, to: Iterable[str], text: str) -> None:
    """
    Those of *to*, person ids, who are still in the company and can be reached. Safe to repeat: the
    platform drops the same words said twice within four hours.

    Raises:
        TransientError: It cannot be told now.
    """
    for person_id in to:
        person = people.get(person_id)
        if person is None or person.userid is None or person.left_at is not None:
            continue
        outcome = messenger.tell(person, text)
        if isinstance(outcome, Later | Unsure):
            raise TransientError(outcome.why)
