"""What stood against people before, brought about as it would have been: by cases and decisions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter

from qungui.acceptance.law import counting_clause, found_for
from qungui.acceptance.plan import DEPARTMENT, LEVELS, OWNER, Matter, Plan
from qungui.acceptance.stage import Stage
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseRef, CaseState, case_id_of
from qungui.model.decision import Word
from qungui.model.group import Group, Mode
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.rulebook import Clause, Disposition
from qungui.usecases.enter_finding import EnterFinding, Sight
from qungui.usecases.permit_order import Answer, PermitOrder
from qungui.usecases.review_case import ReviewCase, Verdict
from qungui.usecases.settle_demand import End, SettleDemand

EVIDENCE = "（当时的原话）"
_STRIKES_APART = timedelta(days=2)
_JUST_BEFORE = timedelta(minutes=10)
_A_MINUTE = timedelta(minutes=1)
_MARKINGS = ("mark-minor", "mark-serious")
_MOST_STEPS = 4


class Earlier:
    """
    Brings about all of it.

    Attributes:
        cases: The case of each matter that is one, by the matter's name.
    """

    def __init__(self, plan: Plan, stage: Stage, group: Group, people: dict[str, Person]) -> None:
        self.cases = dict[str, CaseRef]()
        self._plan = plan
        self._stage = stage
        self._group = group
        self._people = people
        self._strikes = dict.fromkeys(plan.strikes, 0)
        for at, happen in sorted(self._happenings(), key=itemgetter(0)):
            stage.move_to(at)
            happen()

    def _happenings(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        plan = self._plan
        graded = {matter.who or plan.member for matter in plan.matters if matter.level}
        for who, forever in plan.removed.items():
            if who in graded:
                continue  # that was the matter for which they were removed
            yield plan.before(_STRIKES_APART), partial(self._removed, who, forever)
        for who, count in plan.strikes.items():
            for number in range(count):
                left = count - number
                at = plan.before(_STRIKES_APART * left)
                if left == 1 and plan.last_strike_at is not None:
                    at = plan.last_strike_at
                yield at, partial(self._strike, who)
        for matter in plan.matters:
            yield plan.before(_JUST_BEFORE), partial(self._matter, matter)

    def _strike(self, who: str, *, confirmed: bool = True) -> None:
        """One breach more that counts, and what follows from it."""
        number = self._strikes.get(who, 0)
        self._strikes[who] = number + 1
        clause = counting_clause(self._plan.edition, self._plan.scenario.clause_id)
        case = self._case(who, clause, f"earlier-{who}-{number}")
        if not case.breaches[0].automatic:
            case = replace(case, state=CaseState.CONFIRMED)
        self._stage.enter(case)
        if confirmed:
            self._permitted(who)

    def _permitted(self, who: str) -> None:
        """Whoever had to say so, did."""
        permit = PermitOrder(self._stage.move)
        for order in self._orders(who):
            if order.awaits_confirmation:
                permit(order.ref, self._word(), Answer.GO)
        self._stage.settle()

    def _removed(self, who: str, forever: bool) -> None:  # noqa: FBT001 - a fact
        clause_id, person_id = self._plan.scenario.clause_id, self._people[who].person_id
        seen = Sight(
            group_id=self._group.group_id,
            person_id=person_id,
            clause_id=clause_id,
            occasion="removed-before",
            act=Act.REMOVE,
        )
        word = Word(by=self._people[OWNER].person_id, forever=forever)
        EnterFinding(self._stage.move, self._stage.people)(seen, word)
        self._stage.settle()
        self._permitted(who)

    def _matter(self, matter: Matter) -> None:
        who = matter.who or self._plan.member
        if matter.asked is not None:
            self._asked(who, matter)
        elif matter.proposed:
            self._strike(who, confirmed=False)
        else:
            self._finding(who, matter)

    def _asked(self, who: str, matter: Matter) -> None:
        """The member was asked for something, after as many breaches as it takes."""
        for _ in range(_MOST_STEPS):
            if self._demands(who):
                break
            self._stage.move_to(self._stage.clock.now() + _A_MINUTE)
            self._strike(who)
        ends = {"apologised": End.MET, "refused": End.REFUSED}
        for order in self._demands(who):
            if matter.result:
                SettleDemand(self._stage.move)(order.ref, self._word(), ends[matter.result])
        self._stage.settle()

    def _finding(self, who: str, matter: Matter) -> None:
        """Something was found, and waits for a word unless somebody has said how grave it is."""
        edition = self._plan.edition
        clause = found_for(edition, self._plan.scenario.clause_id, matter.clause_id)
        case = self._case(who, clause, f"matter-{matter.name}")
        self.cases[matter.name] = case.ref
        self._stage.enter(case)
        deed = self._plan.deed
        decided = matter.confirmed or matter.level
        if decided and not (deed and deed.name.endswith(_MARKINGS)):
            forever = self._plan.removed.get(who, False)
            word = replace(self._word(), choice=LEVELS.get(matter.level, ""), forever=forever)
            ReviewCase(self._stage.move)(case.ref, word, Verdict.CONFIRM)
            self._stage.settle()

    def _demands(self, who: str) -> list[Order]:
        return [order for order in self._orders(who) if order.is_demand_open]

    def _orders(self, who: str) -> tuple[Order, ...]:
        return self._stage.discipline(self._group, self._people[who]).orders

    def _word(self) -> Word:
        return Word(by=self._people[DEPARTMENT].person_id)

    def _case(self, who: str, clause: Clause, message_id: str) -> Case:
        automatic = clause.disposition is Disposition.AUTOMATIC
        edition, group_id = self._plan.edition, self._group.group_id
        breach = Breach(
            clause_id=clause.clause_id,
            topic=clause.topic,
            automatic=automatic,
            mode=Mode.ENFORCE,
            reason="此前的违规",
            evidence=EVIDENCE,
            score=1.0,
        )
        return Case(
            case_id=case_id_of(group_id, message_id),
            group_id=group_id,
            person_id=self._people[who].person_id,
            message_id=message_id,
            sender=self._plan.alias_of(who),
            at=self._stage.clock.now(),
            state=CaseState.OPEN if automatic else CaseState.NEEDS_REVIEW,
            breaches=(breach,),
            rulebook=edition.rulebook,
            edition=edition.edition,
            settings_version=1,
            due=self._stage.clock.now(),
        )
