"""The keys of ``then``, each read from what was seen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qungui.acceptance.lists import plain_name
from qungui.acceptance.plan import ROLES
from qungui.acceptance.played.earlier import EVIDENCE
from qungui.acceptance.played.play import Played
from qungui.acceptance.seen import forms, issues, life, rosters, watches
from qungui.acceptance.seen.aftermath import Aftermath
from qungui.acceptance.seen.refusing import is_said, reason_of
from qungui.acceptance.seen.sight import Sight, named, names_of
from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.order import Order
from qungui.notices.reports import REFUSED_MARKETING
from qungui.usecases.give_permit import Permitted

_KINDS_TOLD = {"【成员建议】": "建议", "【成员反映】": "反映"}
_HEADING = 6

type Read = Callable[[Sight, Any], Any]
type Keys = Mapping[str, tuple[str, Read]]


def _topic(found: Sight, wanted: object) -> object:
    return wanted if wanted in found.topics else next(iter(found.topics), None)


def _action(found: Sight, wanted: object) -> object:
    return wanted if wanted in found.acts else next(iter(found.acts), "none")


def _proposed(found: Sight, wanted: object) -> object:
    names = (name for order in found.proposed for name in names_of(found.played, order))
    acts = [*names, *found.choices, *rosters.asked_about(found.played)]
    return wanted if wanted in acts else next(iter(acts), None)


def _strike(found: Sight, wanted: object) -> object:
    """The step of the ladder; where there is none, how often the person broke the clause."""
    if isinstance(wanted, str):
        return next((act for act in map(_name_of, found.acting) if act == wanted), None)
    steps = [order.step for order in found.acting if order.ladder]
    if steps:
        return max(steps)
    plan, ids = found.played.plan, {breach.clause_id for breach in found.breaches}
    cases = found.played.stage.discipline(found.played.group, found.played.member).cases
    counted = [case for case in cases if case.at <= plan.main.at and _breaks(case, ids)]
    return len({case.message_id.removesuffix("-confirmed") for case in counted})


def _name_of(order: Order) -> str:
    return named(order.act)


def _breaks(case: Case, clause_ids: set[str]) -> bool:
    return any(breach.clause_id in clause_ids for breach in case.breaches)


def _target(found: Sight, _wanted: object) -> object:
    ids = {order.person_id for order in found.acting} or {found.played.member.person_id}
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
    texts = _texts_told(found)
    return wanted if any(str(wanted) in text for text in texts) else texts


def _refused(found: Sight, wanted: object) -> object:
    """Who those in charge were told refuses marketing, at any time."""
    played = found.played
    orders = played.stage.ledger.discipline(played.group.group_id, "").orders
    ids = {order.about for order in orders if order.wanted == REFUSED_MARKETING}
    said = [plain_name(who) for who, each in played.people.items() if each.person_id in ids]
    return wanted if wanted in said else said


def _texts_told(found: Sight) -> list[str]:
    return [each.text for each in found.played.since.told]


def _notified(found: Sight, wanted: list[str]) -> object:
    return [name for name in wanted if name in _hearers(found)]


def _to(found: Sight, wanted: object) -> object:
    hearers = [*_hearers(found), *issues.departments_told(found.played)]
    return wanted if wanted in hearers else hearers


def _hearers(found: Sight) -> Iterator[str]:
    """The names of those who were told or handed anything since the event."""
    played, since = found.played, found.played.since
    heard = {each.person_id for each in since.told} | {each.person_id for each in since.handed}
    yield from (who for who, person in played.people.items() if person.person_id in heard)
    for name, role in ROLES.items():
        if heard & set(played.group.holders_of(role)):
            yield name


def _fine(found: Sight, _wanted: object) -> object:
    owed = [order.cny for order in found.acting if order.act is Act.RECORD_FINE]
    return next(iter(owed), None)


def _evidence(found: Sight, _wanted: object) -> object:
    """Whether whoever got a card read what had been said."""
    return any(EVIDENCE in each.card.body for each in found.played.since.handed)


def _reason(found: Sight, wanted: object) -> object:
    if texts := list(forms.reasons_of(found.played)):
        return wanted if any(is_said(str(wanted), text) for text in texts) else texts[0]
    if any(str(wanted) in breach.reason for breach in found.breaches):
        return wanted
    if found.played.is_listed and found.played.since.was_read(str(wanted)):
        return wanted
    own = found.reason if isinstance(found, Aftermath | life.Living) else None
    return own or reason_of(found.played.reply)


def _result(found: Sight, _wanted: object) -> object:
    asked = found.played.plan.deed.allowed if found.played.plan.deed else None
    if asked is not None and found.played.reply is Permitted.PERMITTED:
        return rosters.PERMITS[asked.kind]
    met = found.met if isinstance(found, Aftermath) else ()
    apologised = any(order.act is Act.REQUIRE_APOLOGY for order in met)
    return "apologised" if apologised else None


def _matter(found: Sight, wanted: object) -> object:
    """What somebody decided about, and that stands."""
    played, clause_ids = found.played, {id_ for o in found.orders for id_ in o.clause_ids}
    named = {each.clause_id for each in played.plan.matters if each.name == wanted}
    return wanted if clause_ids & named else None


def _kind(found: Sight, _wanted: object) -> object:
    made = found.petitions if isinstance(found, Aftermath) else ()
    heard = (_KINDS_TOLD.get(text[:_HEADING]) for text in _texts_told(found))
    return next((petition.kind.value for petition in made), next(filter(None, heard), None))


def _until(found: Sight, _wanted: object) -> object:
    """Whether whoever was removed may ever ask to come back."""
    played = found.played
    cases = played.stage.discipline(played.group, played.member).cases
    removals = {case_id for o in found.acting if o.act is Act.REMOVE for case_id in o.case_ids}
    said = [case.decided for case in cases if case.case_id in removals]
    return "永久" if any(each is not None and each.forever for each in said) else None


def _of(table: Mapping[str, tuple[str, Callable[[Played, Any], Any]]]) -> Keys:
    """Keys that are read of all that was played, whatever was seen of it."""

    def by(read: Callable[[Played, Any], Any]) -> Read:
        return lambda found, wanted: read(found.played, wanted)

    return {key: (means, by(read)) for key, (means, read) in table.items()}


_OF_LISTS = _of({**rosters.THEN, **watches.THEN, **issues.THEN})
_OF_FORMS = _of(forms.THEN)
_OF_LIFE = (_OF_FORMS, life.THEN)


def _table_of(found: Sight) -> Keys:
    """What there is to read of forms, of steps, and of all else."""
    if isinstance(found, life.Living):
        return life.THEN
    return _OF_FORMS if forms.is_of_form(found.played) else _OF_LISTS


def _as_seen(key: str) -> tuple[str, Read]:
    """A key that several of them have is read by what was seen."""
    tables = [table for table in (*_OF_LIFE, _OF_LISTS) if key in table]

    def read_of(found: Sight, wanted: Any) -> Any:  # noqa: ANN401 - as all of them
        own = _table_of(found)
        return (own if key in own else tables[0])[key][1](found, wanted)

    return "；".join(dict.fromkeys(table[key][0] for table in tables)), read_of


THEN: Keys = {
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
    "fine_cny": ("账上记下的金额", _fine),
    "evidence": ("工作单写明所见的原话", _evidence),
    "reason": ("不办的原因，或所见", _reason),
    "result": ("成员做了被要求做的什么", _result),
    "case": ("人作了决定、随后办了的那一件", _matter),
    "customer": ("负责的人被告知拒绝营销的客户", _refused),
    "kind": ("提出的是申诉还是申请，反映的是情况还是建议", _kind),
    "until": ("移出之后能不能申请回来", _until),
    **{key: _as_seen(key) for table in (*_OF_LIFE, _OF_LISTS) for key in table},
}
"""The published table of ``then``: what each key is read from."""


def read(found: Sight, then: Mapping[str, Any]) -> dict[str, Any]:
    """What was seen, under the keys of *then*."""
    return {key: THEN[key][1](found, wanted) for key, wanted in then.items()}
