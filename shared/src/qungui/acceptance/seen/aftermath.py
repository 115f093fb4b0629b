"""What was seen of a deed, or of an answer that a message gave."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.acceptance.law import asks_willing, is_brought_up, is_told_of, lets_in, lists
from qungui.acceptance.seen import forms
from qungui.acceptance.seen.sight import Sight, named, names_of
from qungui.model.act import Act
from qungui.model.evidence import Evidence
from qungui.model.order import Order, OrderState
from qungui.model.permit import Permit
from qungui.model.petition import Petition
from qungui.usecases.give_permit import Full, Permitted
from qungui.usecases.order_for_group import Ordered

WELCOMES = "【欢迎】"

BARRED = "按规定您不能留在群里"
"""What somebody reads who is back in a group though they were removed from it for good."""


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
