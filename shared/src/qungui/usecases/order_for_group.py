"""Something is ordered for a group itself, by an operator or a procedure: once, whoever repeats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from qungui.engine.orders import LEASE, expired
from qungui.errors import InvalidEventError, TransientError
from qungui.model.act import GROUP_ACTS, Act
from qungui.model.filing import MOST_OF_NAME
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditEntry, AuditKind, Change, Committed
from qungui.model.order import Order, OrderState
from qungui.model.rulebook import Edition
from qungui.ports import Clock, Directory, Ledger, Queue
from qungui.usecases.linked_group import linked_group
from qungui.usecases.move_member import MoveMember
from qungui.wire import order_envelope

MOST_OF_TEXT = 600
"""Characters, well below what a message may hold."""

_LAST_WORD = frozenset({Act.RENAME, Act.CHANGE_OWNER})
"""Of these the last one counts: of two that are open, one would undo the other."""

_ATTEMPTS = 5
_NEEDS_WORDS = frozenset({Act.RENAME, Act.SPEAK, Act.POSTING_MODE})
_NEEDS_MEMBER = frozenset({Act.CHANGE_OWNER, Act.MUTE, Act.DELETE_MESSAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """
    Attributes:
        wanted: The new name, the text to post, the posting mode, or a reason.
        about: The owner to be, or the member it concerns, by person id.
        ordered_by: Who wants it, by person id.
        clause_id: What asks for it; empty where no clause does.
        occasion: The same wish on the same occasion is one order; a procedure names itself and
            its step. Empty: the day.
        expires: From when on it is of no use; None for as long as it takes.
    """

    group_id: str
    act: Act
    ordered_by: str
    wanted: str = ""
    about: str = ""
    clause_id: str = ""
    occasion: str = ""
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """
    Attributes:
        anew: False when it stood there already.
    """

    order: Order
    anew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderForGroup:
    """
    Safe to repeat: a wish that is still on its way is not ordered again on any occasion. Another
    name or another owner takes the place of one that is.

    Attributes:
        outbound: None where there is no queue at hand; the sweep then sends it within a minute.
    """

    ledger: Ledger
    directory: Directory
    clock: Clock
    outbound: Queue | None = None

    @classmethod
    def over(cls, move: MoveMember) -> Self:
        """With what *move* has at hand."""
        return cls(
            ledger=move.ledger, directory=move.directory, clock=move.clock, outbound=move.outbound
        )

    def __call__(self, wish: Wish) -> Ordered:
        """
        Raises:
            InvalidEventError: No such group or clause, or the act lacks what it needs.
            TransientError: The orders that it takes the place of kept moving.
        """
        linked = linked_group(self.directory, wish.group_id)
        now = self.clock.now()
        edition = linked.edition_at(now) or linked.editions[0]
        _check(wish, edition)
        wished = self._order(wish, edition, now)
        for _ in range(_ATTEMPTS):
            kept = self.ledger.discipline(wished.group_id, "").orders
            order = _after_others(wished, kept)
            made = _made(order, kept)
            if made is not None:
                return Ordered(made, anew=False)
            if self.ledger.commit(_change(order, _overtaken(order, kept))) is Committed.DONE:
                if self.outbound is not None:
                    self.outbound.send([order_envelope(order.ref, at=order.at)])
                return Ordered(order, anew=True)
        msg = "the orders for a group kept moving"
        raise TransientError(msg)

    def _order(self, wish: Wish, edition: Edition, now: datetime) -> Order:
        occasion = wish.occasion or f"{now:%Y-%m-%d}"
        return Order(
            order_id=derived_id(
                "group", wish.group_id, occasion, wish.act.value, wish.about, wish.wanted
            ),
            group_id=wish.group_id,
            person_id="",
            act=wish.act,
            rulebook=edition.rulebook,
            edition=edition.edition,
            clause_ids=(wish.clause_id,) if wish.clause_id else (),
            case_ids=(),
            at=now,
            wanted=wish.wanted,
            about=wish.about,
            ordered_by=wish.ordered_by,
            expires=wish.expires,
            due=now if self.outbound is None else now + LEASE,
        )


def _after_others(order: Order, kept: Sequence[Order]) -> Order:
    """Wished again after something else was, it is another order, also on the same occasion."""
    first = next((one for one in kept if one.order_id == order.order_id), None)
    if first is None or order.act not in _LAST_WORD:
        return order
    others = [one for one in kept if one.act is order.act and _wish(one) != _wish(order)]
    last = max(others, key=lambda one: one.at, default=first)
    if last.at <= first.at:
        return order
    return replace(order, order_id=derived_id("group", order.order_id, last.order_id))


def _made(order: Order, kept: Iterable[Order]) -> Order | None:
    """The same one, or one with the same wish that has not come to its end."""
    same = [one for one in kept if _wish(one) == _wish(order)]
    return next((one for one in same if one.order_id == order.order_id or _is_open(one)), None)


def _overtaken(order: Order, kept: Iterable[Order]) -> tuple[Order, ...]:
    """Those of *kept* that nobody is to carry out any more, as they then stand."""
    if order.act not in _LAST_WORD:
        return ()
    return tuple(expired(one) for one in kept if one.act is order.act and _is_open(one))


def _wish(order: Order) -> tuple[Act, str, str]:
    return order.act, order.about, order.wanted


def _is_open(order: Order) -> bool:
    """On its way or with a person; what a dry run held is not."""
    if order.state is OrderState.HELD:
        return order.due is not None
    return order.state.waits_for_a_person or not order.state.is_final


def _check(wish: Wish, edition: Edition) -> None:
    most = MOST_OF_NAME if wish.act is Act.RENAME else MOST_OF_TEXT
    problems = {
        f"{wish.act} is no order for a group": wish.act not in GROUP_ACTS,
        f"{wish.act} needs to say what is wanted": wish.act in _NEEDS_WORDS and not wish.wanted,
        f"at most {most} characters": len(wish.wanted) > most,
        f"{wish.act} needs a member": wish.act in _NEEDS_MEMBER and not wish.about,
        f"no clause {wish.clause_id}": bool(wish.clause_id)
        and all(clause.clause_id != wish.clause_id for clause in edition.clauses),
    }
    for msg, is_so in problems.items():
        if is_so:
            raise InvalidEventError(msg)


def _change(order: Order, overtaken: tuple[Order, ...]) -> Change:
    facts = {
        "order": order.order_id,
        "act": order.act.value,
        "clauses": " ".join(order.clause_ids),
        "overtakes": " ".join(one.order_id for one in overtaken),
    }
    people = {"about": order.about, "by": order.ordered_by}
    entry = AuditEntry(kind=AuditKind.GROUP_ORDERED, at=order.at, facts=facts, people=people)
    return Change(
        group_id=order.group_id,
        person_id="",
        audit=entry,
        orders=overtaken,
        new_orders=(order,),
    )
