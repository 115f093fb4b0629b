"""
Standing and orders brought into line with the cases that count, after one of them was voided.

Pure and convergent: each change does a part, and what is left is found anew from what then stands,
so whoever dies in between loses nothing. Nothing of what was is erased.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qungui.calendars.calendar import Calendar
from qungui.engine.docket import Docket
from qungui.engine.ladders import Below, Episode, Rung, Walk, answered_by, together, walk
from qungui.engine.undoing import followed, undoing, voided
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.group import Mode
from qungui.model.ledger import AuditKind, Change
from qungui.model.order import Order, OrderState, order_id_of
from qungui.model.rulebook import ActCall, Ladder

REFOLDED = "refolded"
"""Why an order is taken back that stood on a case which does not count any more."""

MOST_AT_ONCE = 20
"""Orders in one change; with guard, standings and log well below what a transaction holds."""


@dataclass(frozen=True, slots=True)
class _Correction:
    """What belongs together: what is taken back of one episode, and what takes its place."""

    orders: tuple[Order, ...]
    new_orders: tuple[Order, ...]

    @property
    def size(self) -> int:
        return len(self.orders) + len(self.new_orders)


def refold(docket: Docket) -> Change | None:
    """The next part of what is to be corrected; None once everything is in line."""
    found = list(_corrections(docket))
    if not found:
        return None
    taken, size = list[_Correction](), 0
    for each in found:
        if taken and size + each.size > MOST_AT_ONCE:
            break
        taken.append(each)
        size += each.size
    orders = tuple(order for each in taken for order in each.orders)
    made = tuple(order for each in taken for order in each.new_orders)
    facts = {
        "taken-back": " ".join(order.order_id for order in orders),
        "instead": " ".join(order.order_id for order in made),
    }
    entry = docket.entry(AuditKind.REFOLDED, facts)
    return followed(docket, replace(docket.change(entry), orders=orders, new_orders=made))


def _corrections(docket: Docket) -> Iterator[_Correction]:
    yield from _groundless(docket)
    ladders = dict.fromkeys(
        (order.rulebook, order.ladder, order.edition)
        for order in docket.discipline.orders
        if order.stands and order.ladder is not None
    )
    for rulebook, name, edition_name in ladders:
        edition = docket.editions(rulebook, edition_name)
        ladder = edition.ladders.get(name)
        if ladder is not None:
            yield from _too_grave(docket, rulebook, ladder, docket.calendar_by(edition))


def _groundless(docket: Docket) -> Iterator[_Correction]:
    """Orders of cases none of which counts."""
    counting = [c for each in docket.discipline.everywhere for c in each.cases if c.counts]
    for called in together(docket.discipline.orders):
        orders = [order for order in called if order.stands]
        if orders and not answered_by(called, counting):
            yield _Correction(
                orders=tuple(voided(order, _why(docket)) for order in orders),
                new_orders=tuple(back for order in orders for back in undoing(docket, order)),
            )


def _too_grave(
    docket: Docket, rulebook: str, ladder: Ladder, calendar: Calendar
) -> Iterator[_Correction]:
    """Episodes that took a graver step than those before them now call for."""
    stands = walk(docket.discipline, rulebook, ladder, calendar)
    for number, episode in enumerate(stands.episodes):
        before = Walk(ladder, stands.episodes[:number], calendar)
        due = before.next(before.counting(episode.first), episode.weight)
        own = [o for o in episode.orders if o.group_id == docket.discipline.group_id]
        if own and _taken(episode) > _number(due):
            yield _replaced(docket, episode, due)
            return  # those after it are looked at once this one is in line


def _taken(episode: Episode) -> int:
    """The step that the breach itself took, whatever a refusal added to it."""
    return min(order.step for order in episode.orders)


def _number(due: Rung | Below | None) -> int:
    return due.number if isinstance(due, Rung) else 0


def _replaced(docket: Docket, episode: Episode, due: Rung | Below | None) -> _Correction:
    acts = due.step.acts if isinstance(due, Rung) else (ActCall(Act.REMIND),)
    first = episode.orders[0]
    heads = (due.step.clause_id,) if isinstance(due, Rung) else ()
    cited = tuple(dict.fromkeys((*heads, *first.clause_ids[1:])))
    instead = (_instead(docket, episode, each, cited, due) for each in acts)
    return _Correction(
        orders=tuple(voided(order, _why(docket)) for order in episode.orders),
        new_orders=(
            # but for what another ladder has ordered for the same case
            *(made for made in instead if docket.discipline.order(made.order_id) is None),
            *(back for order in episode.orders for back in undoing(docket, order)),
        ),
    )


def _instead(
    docket: Docket,
    episode: Episode,
    each: ActCall,
    cited: tuple[str, ...],
    due: Rung | Below | None,
) -> Order:
    """
    Served already where the graver one was: the member had the clause with it, and hears by the
    decision that it is less.
    """
    case, was = episode.cases[0], episode.orders[0]
    step = _number(due)
    confirmed = isinstance(due, Rung) and due.step.confirm is not None
    assisted = all(breach.mode is Mode.ASSIST for breach in case.breaches)
    agreed = next((order.agreed for order in episode.orders if order.agreed), ())
    asks = confirmed or assisted or each.act.takes_a_word
    lacks = docket.lacks(each.act, asks=asks, agreed=agreed) if was.served_at is None else ""
    made = replace(
        docket.order(case, each, cited, why=lacks),
        order_id=order_id_of(case.case_id, step, each.act),
        ladder=was.ladder,
        step=step,
        case_ids=tuple(each.case_id for each in episode.cases),
        agreed=agreed,
    )
    if was.served_at is None:
        return made
    return replace(
        made,
        state=OrderState.SERVED,
        why=REFOLDED,
        told_at=was.told_at,
        served_at=was.served_at,
        noticed=True,
        due=None,
    )


def _why(docket: Docket) -> Decision:
    return Decision(by="", at=docket.now, why=REFOLDED)
