"""What is on record about a member, gathered for whoever may read it. Pure; decides nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from qungui.engine.docket import Docket
from qungui.engine.ladders import Rung, walk
from qungui.engine.petitions import answering, appeal_ends, may_ask_from
from qungui.model.act import Act
from qungui.model.case import Case, Weight
from qungui.model.group import Exempt
from qungui.model.member_file import Counted, GroupFile, Lasting, Record, Stand
from qungui.model.order import Order, OrderState
from qungui.model.petition import Petition, PetitionKind, PetitionState, petition_id_of
from qungui.model.rulebook import Edition, Ladder

_SUSPENDS = {Act.SUSPEND_POSTING, Act.SUSPEND_ACCOUNT}
_ENDS = {Act.RESTORE_POSTING, Act.REINVITE}
_CARRIED_OUT = {OrderState.SERVED, OrderState.PROVED}


def group_file(docket: Docket) -> GroupFile:
    """Of one group, by the law in force; each case by the edition that it was judged by."""
    group, kept = docket.group, docket.discipline
    return GroupFile(
        group_id=group.group_id,
        name=group.name,
        timezone=docket.edition.timezone,
        records=tuple(_record(docket.under(case), case) for case in _newest(kept.cases)),
        orders=tuple(_newest(kept.orders)),
        petitions=tuple(_newest(kept.petitions)),
        stands=tuple(_stands(docket)),
        suspensions=tuple(_suspensions(docket)),
        bars=tuple(_bars(docket)),
        exemptions=dict(_exemptions(docket)),
    )


def appealable_until(docket: Docket, case: Case) -> datetime | None:
    """The last moment at which an appeal is taken; None where there can be none, or was one."""
    orders = answering(docket, case)
    appealed = docket.discipline.petition(petition_id_of(PetitionKind.APPEAL, case.case_id))
    if not case.counts or not orders or appealed is not None:
        return None
    return appeal_ends(docket, case, orders)


def _record(docket: Docket, case: Case) -> Record:
    until = appealable_until(docket, case)
    everywhere = (order for each in docket.discipline.everywhere for order in each.orders)
    answers = (o for o in everywhere if case.case_id in o.case_ids or o.order_id == case.order_id)
    return Record(
        case=case,
        words={b.clause_id: docket.edition.clause(b.clause_id).text for b in case.breaches},
        orders=tuple(sorted(answers, key=lambda order: (order.step, order.at))),
        appeal_until=None if until is None or until < docket.now else until,
    )


def _stands(docket: Docket) -> Iterator[Stand]:
    for rulebook, edition, ladder in _ladders(docket):
        way = walk(docket.discipline, rulebook, ladder, docket.calendar_by(edition))
        counting = way.counting(docket.now)
        further = way.next(counting, Weight(ladder.ladder_id))
        yield Stand(
            rulebook=rulebook,
            ladder=ladder,
            level=way.level(docket.now),
            counted=tuple(
                Counted(
                    case_ids=tuple(case.case_id for case in episode.cases),
                    at=episode.at,
                    step=episode.step,
                    until=way.counts_until(episode, docket.now),
                )
                for episode in counting
            ),
            next=further.step if isinstance(further, Rung) else None,
        )


def _ladders(docket: Docket) -> Iterator[tuple[str, Edition, Ladder]]:
    """Those that an order which stands took a step of: as they are now, else as they were then."""
    taken = {
        (order.rulebook, order.ladder): order
        for order in sorted(docket.discipline.orders, key=lambda order: order.at)
        if order.stands and order.ladder is not None
    }
    for (rulebook, name), order in taken.items():
        known = docket.edition.rulebook == rulebook and name in docket.edition.ladders
        edition = docket.edition if known else docket.editions(rulebook, order.edition)
        yield rulebook, edition, edition.ladders[name]


def _suspensions(docket: Docket) -> Iterator[Lasting]:
    ended = {order.about for order in docket.discipline.orders if order.act in _ENDS}
    for order in docket.discipline.orders:
        lasts = order.state is OrderState.SERVED and order.closed is None
        if order.act in _SUSPENDS and lasts and order.order_id not in ended:
            yield Lasting(order=order, until=order.due)


def _bars(docket: Docket) -> Iterator[Lasting]:
    back = {
        petition.about
        for petition in docket.discipline.petitions
        if petition.kind is PetitionKind.RE_ENTRY and petition.state is PetitionState.SETTLED
    }
    for order in docket.discipline.orders:
        is_out = order.state in _CARRIED_OUT and order.closed is None
        if order.act is Act.REMOVE and is_out and order.order_id not in back:
            until = may_ask_from(docket.under(order), order)
            if until is None or docket.now < until:
                yield Lasting(order=order, until=until)


def _exemptions(docket: Docket) -> Iterator[tuple[str, Exempt]]:
    for clause_id, by_person in docket.settings.exempt.items():
        exempt = by_person.get(docket.discipline.person_id)
        if exempt is not None and docket.now < exempt.until:
            yield clause_id, exempt


def _newest[V: (Case, Order, Petition)](items: Iterable[V]) -> list[V]:
    return sorted(items, key=lambda item: item.at, reverse=True)
