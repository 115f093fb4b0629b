"""Whose word it takes on what waits for one, who may give it, and who is asked for it."""

from collections.abc import Iterable

from qungui.engine import petitions
from qungui.engine.authority import ABOVE, Bar, barred, deciders, roles_named
from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.group import Role
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.ledger import Discipline
from qungui.model.order import SECOND_PERSON, Order
from qungui.model.petition import Petition, PetitionKind
from qungui.model.rulebook import Edition
from qungui.model.waiting import Item


def found(discipline: Discipline, ref: ItemRef) -> Item | None:
    """The item as it stands now."""
    match ref.subject:
        case Subject.CASE:
            return discipline.case(ref.item_id)
        case Subject.ORDER:
            return discipline.order(ref.item_id)
        case _:
            return discipline.petition(ref.item_id)


def under(docket: Docket, item: Item) -> Docket:
    """By the edition of the item; of a petition, by that of what it is about."""
    if isinstance(item, Petition):
        kept = docket.discipline
        about = kept.case(item.about) or kept.order(item.about)
        return docket if about is None else docket.under(about)
    return docket.under(item)


def bar(docket: Docket, item: Item, who: str) -> Bar | None:
    """Why *who* may not give their word on *item*; None where they may."""
    part = _took_part(docket, item)
    why = barred(docket.group, role_for(docket, item), who, item.person_id, part)
    return Bar.AGREED if why is Bar.ACTED and isinstance(item, Order) else why


def asked(docket: Docket, item: Item) -> tuple[tuple[str, ...], ...]:
    """Those who may, tier by tier: whoever asks takes the first in which anybody is reached."""
    out = {item.person_id, *_took_part(docket, item)}
    return deciders(docket.group, role_for(docket, item), out)


def role_for(docket: Docket, item: Item) -> Role | None:
    """Whose word the clause or the step asks for; None where it names nobody."""
    match item:
        case Case():
            breaches = item.to_review or item.breaches
            return _highest(docket.edition, (breach.clause_id for breach in breaches))
        case Order() if _is_removal_by_hand(docket, item):
            return Role.ADMIN_DEPARTMENT
        case Order():
            return _role_for_order(docket.edition, item)
        case _ if item.kind is PetitionKind.RE_ENTRY:
            return Role.ADMINISTRATOR
        case _:
            named = roles_named(petitions.appeal_terms(docket).to)
            return named[0] if named else Role.ADMIN_DEPARTMENT


def _took_part(docket: Docket, item: Item) -> frozenset[str]:
    """Who has said their word already, or acted in what is appealed."""
    match item:
        case Order() if item.awaits_confirmation:
            return frozenset(item.agreed)
        case Petition():
            return petitions.had_a_hand(docket, item)
        case _:
            return frozenset()


def _is_removal_by_hand(docket: Docket, order: Order) -> bool:
    """One that waits for a second person, and that no ladder led to."""
    if order.act is not Act.REMOVE or order.why != SECOND_PERSON or order.ladder is not None:
        return False
    cases = (docket.discipline.case(case_id) for case_id in order.case_ids)
    return any(case is not None and case.is_by_hand for case in cases)


def _role_for_order(edition: Edition, order: Order) -> Role | None:
    """The step's own; where it names nobody, that of the clauses that are broken."""
    ladder = edition.ladders.get(order.ladder or "")
    if ladder is not None and order.step:
        confirm = ladder.steps[min(order.step, len(ladder.steps)) - 1].confirm
        if confirm is not None:
            return confirm
    return _highest(edition, order.clause_ids)


def _highest(edition: Edition, clause_ids: Iterable[str]) -> Role | None:
    """The one with the fewest above it, where several clauses name one."""
    sanctions = (edition.clause(clause_id).sanction for clause_id in clause_ids)
    named = {each.confirm for each in sanctions if each is not None and each.confirm is not None}
    return min(named, key=lambda role: (len(ABOVE[role]), role), default=None)
