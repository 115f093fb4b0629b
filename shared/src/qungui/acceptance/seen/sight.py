"""What was seen of a clause, by the platform's record and the repositories."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from qungui.acceptance.law import (
    asks_willing,
    breached_for,
    is_brought_up,
    is_told_of,
    lets_in,
    lists,
    steps_of,
)
from qungui.acceptance.played.play import Played
from qungui.acceptance.seen import forms
from qungui.acceptance.stage import Seen
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState
from qungui.model.evidence import Evidence
from qungui.model.group import Mode
from qungui.model.ids import derived_id
from qungui.model.order import Order, OrderState
from qungui.model.permit import Permit
from qungui.model.petition import Petition
from qungui.rulebook.coverage import looks_at_members
from qungui.usecases.give_permit import Full, Permitted
from qungui.usecases.order_for_group import Ordered

WELCOMES = "【欢迎】"

BARRED = "按规定您不能留在群里"
"""What somebody reads who is back in a group though they were removed from it for good."""


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
        seen = [order.act for order in self.orders if self._is_visible(order)]
        if self.played.is_listed:
            seen.append(Act.LIST)
        return tuple(named(act) for act in sorted(seen, key=lambda act: -act.gravity))

    @property
    def topics(self) -> list[str]:
        """Of the clauses that were broken, or further ones of their words."""
        clause_of = self.played.plan.edition.clause
        further = (topic for each in self.breaches for topic in clause_of(each.clause_id).also)
        return [*(breach.topic for breach in self.breaches), *further]

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
        """
        What is said or done to somebody must stand in the platform's record: since the event, or
        at any time where the event only joined an earlier order.
        """
        person, stage, plan = order.person_id, self.played.stage, self.played.plan
        joined = plan.deed is None and order.at < plan.main.at
        since = stage.since(Seen()) if joined else self.played.since
        told = since.was_told(person)
        out = (order.group_id, person) in since.removals
        handed = since.was_handed(order)
        if order.act.is_noted or order.awaits_confirmation:
            return True  # the case is the record, or the order that a person is to decide on
        if order.act is Act.REMOVE:
            return (out or handed) if told else handed and self._is_told_by_hand(person)
        if order.act.is_listed:
            return order.state is OrderState.SERVED and bool(since.told)
        return told or handed

    def _is_told_by_hand(self, person_id: str) -> bool:
        """The app cannot reach them: whoever has the card says it to them."""
        people = self.played.people.values()
        return any(who.person_id == person_id and who.userid is None for who in people)


@dataclass(frozen=True, slots=True)
class Aftermath(Sight):
    """
    What was seen of a deed, or of an answer that a message gave.

    Attributes:
        orders: The member's that moved, and stand.
        proposed: Those of them that wait for a person.
    """

    @property
    def verdict(self) -> str:
        if self.acts == ("none",):
            return "compliant"
        if isinstance(self.played.reply, Full):
            return "violation"
        return "needs-review" if self._is_flagged else "process"

    @property
    def acts(self) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(self._acts()))
        return found or ("none",)

    @property
    def topics(self) -> list[str]:
        """Of all clauses that are cited: of the step that is proposed, and of what led to it."""
        clause_of = self.played.plan.edition.clause
        if isinstance(self.played.reply, Full):
            return [self.played.plan.clause.topic]
        return [clause_of(each).topic for order in self.proposed for each in order.clause_ids]

    @property
    def choices(self) -> list[str]:
        return []

    @property
    def met(self) -> tuple[Order, ...]:
        """What the member was asked for and has done, or has made up for."""
        return tuple(
            order
            for order in self.orders
            if order.act.is_demanded
            and not order.act.asks_to_leave  # whoever left has nothing done about it
            and order.state is OrderState.PROVED
        )

    @property
    def petitions(self) -> tuple[Petition, ...]:
        """Those that were made since."""
        played = self.played
        now = played.stage.discipline(played.group, played.member).petitions
        return tuple(each for each in now if each not in played.stood.petitions)

    @property
    def let_in(self) -> Permit | None:
        """What stands on record of who let the member come, since the event."""
        played = self.played
        kept = played.stage.rosters.permits.of_group(played.group.group_id)
        who, since = played.member.person_id, played.plan.at
        return next((each for each in kept if each.person_id == who and each.at >= since), None)

    @property
    def reason(self) -> str | None:
        """What those who came back, or those who look it up, read."""
        if self.is_barred:
            return "已永久关闭"
        return None if self.let_in is None else self.let_in.why

    @property
    def is_barred(self) -> bool:
        """Whoever came back was told that they may not stay."""
        played = self.played
        heard = {each.person_id for each in played.since.told if BARRED in each.text}
        return heard == {played.member.person_id}

    @property
    def _is_flagged(self) -> bool:
        """Something waits for a person, and no person has brought it about."""
        deed = self.played.plan.deed
        return bool(self.proposed) and (deed is None or not deed.by)

    def _acts(self) -> Iterator[str]:
        yield from self._answered()
        if any(order.act is Act.REMOVE for order in self.proposed):
            yield "propose_removal"
        for order in sorted(self.orders, key=lambda each: -each.act.gravity):
            if order not in (*self.proposed, *self.met) and self._is_visible(order):
                yield from names_of(self.played, order)
        if self.met:
            yield from ("close_case", "record")
        yield from self._besides()

    def _besides(self) -> Iterator[str]:
        """What follows for the group, waits for somebody, or was told to those in charge."""
        clause, is_listed = self.played.plan.clause, self.played.is_listed
        if self.petitions or (is_brought_up(clause) and is_listed):
            yield "open_case"
        if self.played.opened:
            yield "open_issue"
        if is_listed and (done := is_told_of(clause)):
            yield done
        yield from self._came()
        if self.played.plan.deed is not None and lists(clause) and is_listed:
            yield named(Act.LIST)

    def _stopped(self, order: Order) -> Iterator[str]:
        """The group has read it; the member too, where it is about them."""
        since = self.played.since
        if any(order.wanted in post.text for post in since.posts):
            told = since.was_told(self.played.member.person_id)
            yield "post_stop_and_guidance" if told else "terminate_topic"

    def _came(self) -> Iterator[str]:
        """The newcomer was welcomed, told of by this clause, or let in on record."""
        clause, since = self.played.plan.clause, self.played.since
        received = lets_in(self.played.plan.edition, clause)
        said = (*(post.text for post in since.posts), *(each.text for each in since.told))
        if received and any(text.startswith(WELCOMES) for text in said):
            yield "send_welcome"
        told_of = received or asks_willing(clause)
        if told_of and self.played.is_listed and self.played.since.was_read(clause.clause_id):
            yield named(Act.LIST)
        if received and self.let_in:
            yield "record"

    def _answered(self) -> Iterator[str]:
        """What whoever did it was told, or is asked."""
        if self._is_flagged:
            yield "flag_for_review"
        if isinstance(self.played.reply, Evidence):
            yield "package_evidence"
        elif forms.is_of_form(self.played):
            yield from forms.acts_of(self.played)
        elif isinstance(self.played.reply, Full):
            yield "reject_form"
        elif isinstance(self.played.reply, Ordered):
            yield from self._stopped(self.played.reply.order)
        elif self.played.reply is Permitted.PERMITTED:
            yield "record"
        elif self.played.reply is not None or self.is_barred:
            yield "reject"


def sight(played: Played) -> Sight:
    case, plan = next(iter(played.found), played.case), played.plan
    if case is None and plan.deed is None:
        case = played.raised
    if case is None and looks_at_members(plan.clause) and played.reply is None:
        return Sight(played, (), (), ())
    if case is None:
        moved = tuple(o for o in played.moved if o.stands and not o.act.is_aftermath)
        return Aftermath(played, (), moved, tuple(o for o in moved if o.awaits_confirmation))
    wanted = breached_for(plan.edition, plan.scenario.clause_id)
    if not wanted:
        wanted = frozenset(breach.clause_id for breach in case.breaches)
    breaches = tuple(breach for breach in case.breaches if breach.clause_id in wanted)
    orders = tuple(order for order in _answers(played, case) if wanted & set(order.clause_ids))
    held = tuple(order for order in orders if order.awaits_confirmation and not _is_entry(order))
    if orders and not held:
        return _of_step(Sight(played, breaches, orders, ()))
    asked = tuple(breach for breach in breaches if not breach.automatic)
    return _of_step(Sight(played, breaches, (), held or _confirmed(played, case, asked)))


class Dealt(Sight):
    """Of a breach of any clause, by those whose duty it is to decide about it."""

    @classmethod
    def of(cls, played: Played) -> Self:
        """They are asked for their word with the next round."""
        played.stage.ask()
        found = sight(played)
        return cls(found.played, found.breaches, found.orders, found.proposed)

    @property
    def verdict(self) -> str:
        return "compliant" if self.acts == ("none",) else "process"

    @property
    def acts(self) -> tuple[str, ...]:
        if self.played.plan.deed is not None:
            return self._decided()
        asked = self.played.since.handed
        return ("open_case",) if self.breaches and asked else ("none",)

    def _decided(self) -> tuple[str, ...]:
        """Whatever the clause that was broken has for it is a sanction."""
        if self.played.reply is not None:
            return ("reject",)
        out = any(self._is_visible(order) for order in self.orders)
        return ("apply_sanction",) if out else ("none",)


def _is_entry(order: Order) -> bool:
    """
    Money and referrals are entries that the company decides about, whoever found the breach: that
    it stands there is all that is done (regulations §5, 7).
    """
    return order.act.is_money or order.act is Act.REFER


def _of_step(found: Sight) -> Sight:
    """A clause that orders one step of a ladder is seen only where that step was reached."""
    clause_id = found.played.plan.scenario.clause_id
    own = any(breach.clause_id == clause_id for breach in found.breaches)
    reached = any(clause_id in order.clause_ids for order in found.acting)
    if clause_id in steps_of(found.played.plan.edition) and not own and not reached:
        return Sight(found.played, (), (), ())
    return found


def _answers(played: Played, case: Case) -> tuple[Order, ...]:
    """The orders that answer the case, or the one that it joined."""
    discipline = played.stage.ledger.discipline(case.group_id, case.person_id)
    stored = discipline.case(case.case_id) or case
    return tuple(
        order
        for order in discipline.orders
        if case.case_id in order.case_ids or order.order_id == stored.order_id
    )


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
    return _answers(played, confirmed)


def names_of(played: Played, order: Order) -> tuple[str, ...]:
    """The act as scenarios write it: a removal after a refusal to leave has a name of its own."""
    asked_to_leave = any(
        each.act.asks_to_leave and each.case_ids == order.case_ids and each.step < order.step
        for each in played.stage.discipline(played.group, played.member).orders
    )
    forced = order.act is Act.REMOVE and order.ladder is not None and asked_to_leave
    return ("force_remove", named(order.act)) if forced else (named(order.act),)


def named(act: Act) -> str:
    """The act as scenarios write it."""
    return act.value.replace("-", "_")
