"""Keys of buttons: what a click brings back of the card that it was made on."""

from dataclasses import dataclass, fields

from qungui.errors import InvalidEventError
from qungui.model.item_ref import ItemRef
from qungui.model.order import OrderRef


@dataclass(frozen=True, slots=True)
class TrialClick:
    """What is wanted of which clause on trial in which edition."""

    verb: str
    rulebook: str
    edition: str
    clause_id: str


def trial_key(click: TrialClick) -> str:
    """The key of a button of a question about a trial; it comes back with the click."""
    return f"trial#{click.verb}#{click.rulebook}#{click.edition}#{click.clause_id}"


def trial_click_from_key(key: str) -> TrialClick | None:
    """None for a button of another kind of card."""
    return _read(key, "trial", TrialClick)


@dataclass(frozen=True, slots=True)
class LifeClick:
    """
    A word on a group.

    Attributes:
        question: What waited for it when the card was sent.
    """

    verb: str
    group_id: str
    question: str


def life_key(click: LifeClick) -> str:
    """The key of a button that says a word on a group; it comes back with the click."""
    return f"life#{click.verb}#{click.group_id}#{click.question}"


def life_click_from_key(key: str) -> LifeClick | None:
    """None for a button of another kind of card."""
    return _read(key, "life", LifeClick)


@dataclass(frozen=True, slots=True)
class Click:
    """Which button of which work order."""

    verb: str
    ref: OrderRef


def click_key(verb: str, ref: OrderRef) -> str:
    """The key of a button; it comes back with the click and says where its order stands."""
    return f"{verb}#{ref.group_id}#{ref.person_id}"


def click_from_key(key: str, task_id: str) -> Click:
    """
    Raises:
        InvalidEventError: Not a button of a work order.
    """
    verb, *where = key.split("#")
    order_id = task_id.rpartition("-")[0]
    if len(where) != 2 or not all((verb, where[0], order_id)):  # noqa: PLR2004 - group and person
        msg = "not a button of a work order"
        raise InvalidEventError(msg)
    return Click(verb, OrderRef(where[0], where[1], order_id))


def decision_key(verb: str, ref: ItemRef) -> str:
    """The key of a button that says a word on something; with the click it comes back whole."""
    return f"{verb}#{ref}"


def decision_from_key(key: str) -> tuple[str, ItemRef] | None:
    """The word, and on what; None for a button of another kind of card."""
    verb, _, where = key.partition("#")
    try:
        return verb, ItemRef.parse(where)
    except ValueError:
        return None


def _read[C: (TrialClick, LifeClick)](key: str, name: str, kind: type[C]) -> C | None:
    its, *said = key.split("#")
    is_whole = len(said) == len(fields(kind)) and all(said)
    return kind(*said) if its == name and is_whole else None
