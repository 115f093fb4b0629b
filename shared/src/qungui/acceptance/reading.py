"""The keys of ``then``, each read from what was seen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qungui.acceptance.plan import ROLES
from qungui.acceptance.sight import Sight, named
from qungui.model.case import Case


def _topic(found: Sight, wanted: object) -> object:
    """Of the clause that was broken, or a further one of its words."""
    clause_of = found.played.plan.edition.clause
    further = (topic for each in found.breaches for topic in clause_of(each.clause_id).also)
    topics = [*(breach.topic for breach in found.breaches), *further]
    return wanted if wanted in topics else next(iter(topics), None)


def _action(found: Sight, wanted: object) -> object:
    return wanted if wanted in found.acts else next(iter(found.acts), "none")


def _proposed(found: Sight, wanted: object) -> object:
    acts = [named(order.act) for order in found.proposed] + found.choices
    return wanted if wanted in acts else next(iter(acts), None)


def _strike(found: Sight, _wanted: object) -> object:
    """The step of the ladder; where there is none, how often the person broke the clause."""
    steps = [order.step for order in found.acting if order.ladder]
    if steps:
        return max(steps)
    plan, ids = found.played.plan, {breach.clause_id for breach in found.breaches}
    cases = found.played.stage.discipline(found.played.group, found.played.sender).cases
    counted = [case for case in cases if case.at <= plan.main.at and _breaks(case, ids)]
    return len({case.message_id.removesuffix("-confirmed") for case in counted})


def _breaks(case: Case, clause_ids: set[str]) -> bool:
    return any(breach.clause_id in clause_ids for breach in case.breaches)


def _target(found: Sight, _wanted: object) -> object:
    ids = {order.person_id for order in found.acting} or {found.played.sender.person_id}
    return next((who for who, each in found.played.people.items() if each.person_id in ids), None)


def _targets(found: Sight, _wanted: object) -> object:
    """Everybody in the group who has a case of the same clauses."""
    played, ids = found.played, {breach.clause_id for breach in found.breaches}
    return [
        who
        for who, person in played.people.items()
        if any(_breaks(case, ids) for case in played.stage.discipline(played.group, person).cases)
    ]


def _also(found: Sight, wanted: list[str]) -> object:
    acts = {named(order.act) for order in found.acting}
    return [act for act in wanted if act in acts]


def _also_clause(found: Sight, wanted: object) -> object:
    case = found.played.case
    ids = [breach.clause_id for breach in case.breaches] if case else []
    return wanted if wanted in ids else ids


def _chars(found: Sight, wanted: object) -> object:
    """The number must stand in what the member was told."""
    messenger = found.played.stage.messenger
    texts = [told.text for told in messenger.told[found.played.before.told :]]
    return wanted if any(str(wanted) in text for text in texts) else texts


def _notified(found: Sight, wanted: list[str]) -> object:
    return [name for name in wanted if name in _hearers(found)]


def _to(found: Sight, wanted: object) -> object:
    hearers = list(_hearers(found))
    return wanted if wanted in hearers else hearers


def _hearers(found: Sight) -> Iterator[str]:
    """The names of those who were told or handed anything since the event."""
    played, before = found.played, found.played.before
    messenger = played.stage.messenger
    heard = {each.person_id for each in messenger.told[before.told :]}
    heard |= {each.person_id for each in messenger.handed[before.handed :]}
    yield from (who for who, person in played.people.items() if person.person_id in heard)
    for name, role in ROLES.items():
        if heard & set(played.group.holders_of(role)):
            yield name


THEN: Mapping[str, tuple[str, Callable[[Sight, Any], Any]]] = {
    "verdict": ("账上的案件：没有、待人确认或已自动处理", lambda found, _: found.verdict),
    "action": ("平台记录里看得到的处理", _action),
    "proposed_action": ("有人确认之后，账上会下达的处理", _proposed),
    "topic": ("案件里条款的主题", _topic),
    "strike": ("阶梯的第几步；没有阶梯时是第几次", _strike),
    "step": ("同 strike", _strike),
    "count": ("同 strike", _strike),
    "target": ("处理针对谁", _target),
    "targets": ("处理针对谁", _targets),
    "also": ("同时下达的其他处理", _also),
    "also_clause": ("案件引用的其他条款", _also_clause),
    "chars": ("成员收到的话里写明的字数", _chars),
    "notify": ("事件之后收到消息或工作单的人", _notified),
    "to": ("事件之后收到消息或工作单的人", _to),
}
"""The published table of ``then``: what each key is read from."""


def read(found: Sight, then: Mapping[str, Any]) -> dict[str, Any]:
    """What was seen, under the keys of *then*."""
    return {key: THEN[key][1](found, wanted) for key, wanted in then.items()}
