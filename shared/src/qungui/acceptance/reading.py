"""What was seen of a clause, read from the platform's record and the repositories."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qungui.acceptance.law import breached_for, steps_of
from qungui.acceptance.plan import ROLES
from qungui.acceptance.play import Played
from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import Mode
from qungui.model.ids import derived_id
from qungui.model.order import Order
from qungui.model.rulebook import Act

_AWAITS_CONFIRMATION = "assist"
_BY_HAND = "by-hand"
_SPOKEN = {act for act in Act if act.only_reminds} | {Act.WARN}


@dataclass(frozen=True, slots=True)
class Sight:
    """
    Attributes:
        breaches: Those of the scenario's own message that show what its clause does.
        orders: What was ordered for them.
        proposed: What would be ordered once a person confirms.
    """

    played: Played
    breaches: tuple[Breach, ...]
    orders: tuple[Order, ...]
    proposed: tuple[Order, ...]

    @property
    def verdict(self) -> str:
        if not self.breaches:
            return "compliant"
        by_itself = any(breach.automatic for breach in self.breaches)
        return "violation" if by_itself and not self.proposed else "needs-review"

    @property
    def acts(self) -> tuple[str, ...]:
        """What was done and could be seen; heaviest first."""
        if self.verdict == "compliant":
            return ("none",)
        if self.verdict == "needs-review":
            return ("flag_for_review",)
        return tuple(named(order.act) for order in self.orders if self._is_visible(order))

    @property
    def choices(self) -> list[str]:
        """What whoever confirms may choose from, where the regulation leaves it to them."""
        edition = self.played.plan.edition
        clauses = (edition.clause(breach.clause_id) for breach in self.breaches)
        sanctions = (clause.sanction for clause in clauses if clause.sanction)
        return [
            named(each.act)
            for sanction in sanctions
            for acts in sanction.choices.values()
            for each in acts
        ]

    @property
    def acting(self) -> tuple[Order, ...]:
        return self.proposed or self.orders

    def _is_visible(self, order: Order) -> bool:
        """What is said or done to somebody must stand in the platform's record."""
        person, stage = order.person_id, self.played.stage
        told = any(each.person_id == person for each in stage.messenger.told)
        out = (order.group_id, person) in stage.power.removals
        handed = any(
            each.card.task_id.startswith(order.order_id) for each in stage.messenger.handed
        )
        if order.why == _BY_HAND:
            return True  # no power carries it out: the ledger is where whoever does it finds it
        if order.act in _SPOKEN:
            return told or handed
        if order.act is Act.REMOVE:
            return told and (out or handed)
        return True


def sight(played: Played) -> Sight:
    case, plan = played.case, played.plan
    if case is None:
        return Sight(played, (), (), ())
    wanted = breached_for(plan.edition, plan.scenario.clause_id)
    if not wanted:
        wanted = frozenset(breach.clause_id for breach in case.breaches)
    breaches = tuple(breach for breach in case.breaches if breach.clause_id in wanted)
    orders = _orders(played, case, wanted)
    held = tuple(order for order in orders if order.why == _AWAITS_CONFIRMATION)
    if orders and not held:
        return _of_step(Sight(played, breaches, orders, ()))
    asked = tuple(breach for breach in breaches if not breach.automatic)
    return _of_step(Sight(played, breaches, (), held or _confirmed(played, case, asked)))


def _of_step(found: Sight) -> Sight:
    """A clause that orders one step of a ladder is seen only where that step was reached."""
    clause_id = found.played.plan.scenario.clause_id
    own = any(breach.clause_id == clause_id for breach in found.breaches)
    reached = any(clause_id in order.clause_ids for order in found.acting)
    if clause_id in steps_of(found.played.plan.edition) and not own and not reached:
        return Sight(found.played, (), (), ())
    return found


def _orders(played: Played, case: Case, wanted: frozenset[str]) -> tuple[Order, ...]:
    """Those that answer the case, or that it joined, and that speak of the clauses *wanted*."""
    discipline = played.stage.discipline(played.group, played.sender)
    mine = [
        order
        for order in discipline.orders
        if case.case_id in order.case_ids or order.order_id == case.order_id
    ]
    return tuple(order for order in mine if wanted & set(order.clause_ids))


def _confirmed(played: Played, case: Case, breaches: tuple[Breach, ...]) -> tuple[Order, ...]:
    """What a person's confirmation orders, entered as a case of its own and read back."""
    if not breaches:
        return ()
    message_id = f"{case.message_id}-confirmed"
    confirmed = replace(
        case,
        case_id=derived_id("confirmed", case.case_id),
        message_id=message_id,
        state=CaseState.CONFIRMED,
        breaches=tuple(replace(breach, mode=Mode.ENFORCE) for breach in breaches),
        escalated=False,
        order_id="",
    )
    played.stage.enter(confirmed)
    return _orders(played, confirmed, frozenset(breach.clause_id for breach in breaches))


def named(act: Act) -> str:
    """The act as scenarios write it."""
    return act.value.replace("-", "_")


# -- the keys of ``then`` ----------------------------------------------------------------------


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
    return [_target(found, None)]


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
