"""The same words, or the same question, to several people, one to one."""

from collections.abc import Callable, Iterable, Iterator

from qungui.errors import TransientError
from qungui.model.outcome import CallOutcome, Card, Later, NoPower, Refused, Unsure
from qungui.model.person import Person
from qungui.ports import Messenger, People


def ask(
    people: People,
    messenger: Messenger,
    to: Iterable[str],
    card_for: Callable[[Person], Card],
    text: str,
) -> None:
    """By a card of their own each; whoever can get none reads *text*. As ``tell`` else."""
    for person in _reached(people, to):
        outcome = messenger.hand_over(person, card_for(person))
        if isinstance(outcome, NoPower | Refused):
            outcome = messenger.tell(person, text)
        _settle(outcome)


def tell(people: People, messenger: Messenger, to: Iterable[str], text: str) -> None:
    """
    Those of *to*, person ids, who are still in the company and can be reached. Safe to repeat: the
    platform drops the same words said twice within four hours.

    Raises:
        TransientError: It cannot be told now.
    """
    for person in _reached(people, to):
        _settle(messenger.tell(person, text))


def _reached(people: People, to: Iterable[str]) -> Iterator[Person]:
    found = filter(None, map(people.get, to))
    return (one for one in found if one.userid is not None and one.left_at is None)


def _settle(outcome: CallOutcome) -> None:
    if isinstance(outcome, Later | Unsure):
        raise TransientError(outcome.why)
