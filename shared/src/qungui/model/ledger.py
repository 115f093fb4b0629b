"""What the ledger keeps of one member, and what one change of it consists of."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from qungui.model.anchor import Head
from qungui.model.case import Case
from qungui.model.frozen import frozen
from qungui.model.group import Mode
from qungui.model.order import Order
from qungui.model.petition import Petition, PetitionKind


@frozen(kw_only=True)
class Standing:
    """
    A member's level on a ladder: a fold over the counting cases, as the last change of them left
    it. What has run out since, only the fold knows (:mod:`qungui.engine.ladders`); nobody is shown
    or sanctioned by what is kept here, and its version is what changes depend on.

    Attributes:
        ladder: The ladder's id; ``-`` is the member's own count of orders, whose version guards
            every change that makes one.
        level: The step that the counting cases had reached then, or orders made so far; 0 is none.
        groups: In which groups cases stand on a ladder that counts in the whole company.
        version: Optimistic lock; 0 means that it was never stored.
    """

    rulebook: str
    ladder: str
    level: int = 0
    groups: tuple[str, ...] = ()
    version: int = 0


@frozen(kw_only=True)
class Discipline:
    """
    Everything that stands in one member's partition of one group, read at one moment; of the
    group itself, where ``person_id`` is empty, its own orders.

    Attributes:
        company: The member's standings on ladders that count in the whole company.
        elsewhere: The member's discipline in the other groups that those ladders reach.
    """

    group_id: str
    person_id: str
    cases: tuple[Case, ...] = ()
    orders: tuple[Order, ...] = ()
    standings: tuple[Standing, ...] = ()
    petitions: tuple[Petition, ...] = ()
    company: tuple[Standing, ...] = ()
    elsewhere: tuple["Discipline", ...] = ()

    @property
    def everywhere(self) -> tuple["Discipline", ...]:
        """Of this group, and of the others."""
        return (self, *self.elsewhere)

    def case(self, case_id: str) -> Case | None:
        return next((case for case in self.cases if case.case_id == case_id), None)

    def order(self, order_id: str) -> Order | None:
        return next((order for order in self.orders if order.order_id == order_id), None)

    def petition(self, petition_id: str) -> Petition | None:
        return next((each for each in self.petitions if each.petition_id == petition_id), None)

    def ways_back(self, removal: Order) -> tuple[Petition, ...]:
        """What was asked for after *removal*, the latest last."""
        asked = (
            each
            for each in self.petitions
            if each.kind is PetitionKind.RE_ENTRY and each.about == removal.order_id
        )
        return tuple(sorted(asked, key=lambda each: each.at))

    def standing(self, rulebook: str, ladder: str) -> Standing:
        """The stored standing, or level 0 where none was ever stored."""
        return _found(self.standings, rulebook, ladder)

    def company_standing(self, rulebook: str, ladder: str) -> Standing:
        """The same of a ladder that counts in the whole company."""
        return _found(self.company, rulebook, ladder)


def _found(standings: tuple[Standing, ...], rulebook: str, ladder: str) -> Standing:
    for standing in standings:
        if (standing.rulebook, standing.ladder) == (rulebook, ladder):
            return standing
    return Standing(rulebook=rulebook, ladder=ladder)


class AuditKind(StrEnum):
    CASE_ESCALATED = "case-escalated"
    CASE_RECORDED = "case-recorded"  # observed only, or waiting for a person
    ORDER_SERVED = "order-served"
    ORDER_HANDED_OVER = "order-handed-over"
    ORDER_HELD = "order-held"
    ORDER_REFUSED = "order-refused"
    ORDER_CLAIMED = "order-claimed"
    ORDER_PROVED = "order-proved"
    ORDER_PERMITTED = "order-permitted"
    ROLE_SET = "role-set"  # by command; nobody named takes the word back
    PERMISSION_SET = "permission-set"  # what a member may do in a group
    PERMITTED = "permitted"  # to join, to be a guest, to leave, to be silent
    SETTINGS_CHANGED = "settings-changed"  # of a group, or of the organisation
    ORDER_OVERDUE = "order-overdue"
    GROUP_MOVED = "group-moved"  # a step in the life of a group: proposed, filed, ended, …
    GROUP_ORDERED = "group-ordered"  # an order for the group itself was made
    REPORTED = "reported"  # by another member
    CASE_CONFIRMED = "case-confirmed"
    CASE_DISMISSED = "case-dismissed"
    ANSWER_EXCUSED = "answer-excused"  # somebody could not give one in time
    CASE_LAPSED = "case-lapsed"  # nobody decided in time
    CASE_ENTERED = "case-entered"  # a finding by hand
    CASE_VOIDED = "case-voided"
    CASE_QUOTED = "case-quoted"  # found wrongly: what was said is kept, and must pass
    ORDER_AGREED = "order-agreed"
    ORDER_DECLINED = "order-declined"
    ORDER_EXPIRED = "order-expired"  # nobody did it while it was of use
    ORDER_LAPSED = "order-lapsed"  # nobody confirmed in time
    ORDER_LIFTED = "order-lifted"  # ended or waived by hand
    DEMAND_MET = "demand-met"
    DEMAND_CLAIMED = "demand-claimed"  # it may be met: somebody must look
    DEMAND_RETURNED = "demand-returned"  # looked at, and not so
    DEMAND_REFUSED = "demand-refused"  # said, or silence until its time was over
    CAME_BACK = "came-back"  # into the group that they were removed from, and nobody let them
    PETITIONED = "petitioned"
    PETITION_GRANTED = "petition-granted"
    PETITION_REFUSED = "petition-refused"
    PETITION_OVERDUE = "petition-overdue"  # nobody has decided in time
    PETITION_SETTLED = "petition-settled"
    EVIDENCE_PACKAGED = "evidence-packaged"  # what stands on record was given out
    REFOLDED = "refolded"  # standing and orders brought into line with the cases that count
    RULEBOOK_PUBLISHED = "rulebook-published"  # an edition was stored, or taken a stage further
    TRIAL_REVIEWED = "trial-reviewed"  # clean clauses act from then on, people hear of the others
    CHAINS_ANCHORED = "chains-anchored"  # the day's anchor over the ends of all logs
    PERSON_ERASED = "person-erased"  # all that identifies somebody, in all groups
    GROUP_ERASED = "group-erased"  # the same of everybody, in a group that ended long ago
    RETENTION_SET = "retention-set"  # how long after its end that is
    PERSON_FORGOTTEN = "person-forgotten"  # earlier entries of this log name somebody no more


ORGANISATION = ""
"""The group id of the log that is no group's: the organisation's own."""


@frozen(kw_only=True)
class AuditEntry:
    """
    One line of an append-only log. The adapter numbers and chains it.

    Attributes:
        at: Wall clock of the change.
        facts: Ids and numbers only; never text, names, tokens, or whom it is about.
        people: Person ids by the part they have in it. The chain holds them sealed, so that one
            can be forgotten: that part is then there, and empty. Kept without parts of nobody.
    """

    kind: AuditKind
    at: datetime
    facts: Mapping[str, str]
    people: Mapping[str, str] = field(default_factory=dict)


@frozen(kw_only=True)
class Change:
    """
    What moves together or not at all.

    Attributes:
        audit: None for steps that are no decision, such as taking a lease.
        cases: With the version they were read at; each is stored with version + 1.
        new_cases: Refused when a case of that id exists.
        standings: With the version they were read at; each is stored with version + 1.
        company: The same, of ladders that count in the whole company.
        petitions: With the version they were read at, 0 for new ones; stored with version + 1.
        new_orders: Refused when an order of that id exists.
        orders: With the version they were read at; each is stored with version + 1.
        removal: ``(hour, limit)``: counts one removal against the group's clock hour; refused
            when the limit is reached.
        clause_counts: How often each clause was breached, for the month's counters.
    """

    group_id: str
    person_id: str
    audit: AuditEntry | None = None
    cases: tuple[Case, ...] = ()
    new_cases: tuple[Case, ...] = ()
    standings: tuple[Standing, ...] = ()
    company: tuple[Standing, ...] = ()
    petitions: tuple[Petition, ...] = ()
    new_orders: tuple[Order, ...] = ()
    orders: tuple[Order, ...] = ()
    removal: tuple[str, int] | None = None
    clause_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def observed(self) -> tuple[tuple[str, str, str], ...]:
        """Rulebook, edition and clause of each counted breach that is recorded and no more."""
        return tuple(
            (case.rulebook, case.edition, breach.clause_id)
            for case in (*self.new_cases, *self.cases)
            for breach in case.breaches
            if breach.mode is Mode.OBSERVE and breach.clause_id in self.clause_counts
        )

    @property
    def counted_at(self) -> datetime | None:
        """In whose month the clauses count: the case's, else that of the decision."""
        cases = (*self.new_cases, *self.cases)
        if cases:
            return cases[0].at
        return None if self.audit is None else self.audit.at


class Committed(StrEnum):
    """What became of a change."""

    DONE = "done"
    CONFLICT = "conflict"  # somebody moved first: read again
    LIMIT = "limit"  # the removal limit of the hour is reached


class Flaw(StrEnum):
    """What is wrong with an entry of a log."""

    CHAIN = "chain"  # it was changed, dropped, added or moved by hand
    PERSON = "person"  # somebody else is named than was
    SILENCED = "silenced"  # somebody is named no more, and no later entry says why
    ANCHOR = "anchor"  # it fits its log, which is not the one that was anchored


@frozen(kw_only=True)
class AuditTrail:
    """
    An audit log, oldest entry first.

    Attributes:
        digests: Of the entries up to the first that does not fit the chain.
        flaws: By the number of the entry; empty when the whole log fits, from the first entry to
            its head.
    """

    entries: tuple[AuditEntry, ...]
    digests: tuple[str, ...]
    flaws: Mapping[int, Flaw]

    @property
    def broken_at(self) -> int | None:
        """Number of the first entry with a flaw; None for a whole log."""
        return min(self.flaws, default=None)

    def telling_of(self, ids: AbstractSet[str]) -> tuple[int, ...]:
        """Numbers of the entries that tell of anything of these ids."""
        return tuple(
            number
            for number, entry in enumerate(self.entries, start=1)
            if not ids.isdisjoint(" ".join(entry.facts.values()).split())
        )

    def holds(self, head: Head) -> bool:
        """Whether the log once ended at *head*, and is the same up to there."""
        reached = self.digests[head.number - 1 : head.number]
        return reached == (head.digest,)


@frozen(kw_only=True)
class DueItem:
    """
    Something whose due instant has passed.

    Attributes:
        kind: ``case``, ``order``, ``petition``, ``watch``, ``issue``, ``filing``, ``rostercheck``;
            ``quiet``: a group's rest that begins or ends; or ``settings``: the organisation's,
            with a trial to look at.
        item_id: Its id; of a kind of which a group has one, the group's; the rulebook of the
            settings, which are of no group.
    """

    kind: str
    item_id: str
    group_id: str
    person_id: str
    due: datetime
