"""Whoever has a duty reads at the times of their clause what it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from qungui.engine.rounds import About, Round, breaches_of, led, listed
from qungui.engine.telling import told
from qungui.lifecycle import appointing
from qungui.model.case import Case
from qungui.model.ids import derived_id
from qungui.model.linked import Linked
from qungui.model.person import Person
from qungui.model.roster_digest import RosterDigest
from qungui.model.rulebook import Edition
from qungui.ports import Issues, People, Register
from qungui.usecases.move_member import MoveMember
from qungui.usecases.read_issue import undone
from qungui.usecases.send_digest import SendDigest
from qungui.usecases.tell_issue import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRound:
    """Safe to repeat: one instant is one list for each reader; none where there is nothing."""

    move: MoveMember
    people: People
    issues: Issues
    register: Register

    def __call__(
        self, linked: Linked, edition: Edition, members: Iterable[str], held: Round, at: datetime
    ) -> None:
        """
        *members*: of the group, by person id; *at*: the instant that the round is for.

        Raises:
            TransientError: It cannot be told now.
        """
        match held.about:
            case About.BREACHES:
                self._to_leaders(linked, edition, members, held, at)
            case About.UNDONE:
                self._to_office(linked, held, at)

    def _to_leaders(
        self, linked: Linked, edition: Edition, members: Iterable[str], held: Round, at: datetime
    ) -> None:
        people = self.people.get_many(sorted(members))
        group_id = linked.group.group_id
        for leader in self._leaders(linked):
            own = led(leader, people.values())
            cases = [case for person in own for case in self._cases(group_id, person)]
            found = breaches_of(cases, held.since(at), at)
            if found:
                digest, occasion = RosterDigest((listed(found),)), held.clause.clause_id
                to = [leader.person_id]
                SendDigest(self.move)(group_id, edition, digest, to, occasion=occasion, at=at)

    def _leaders(self, linked: Linked) -> Iterator[Person]:
        """Of departments, as far as they are anything to the group."""
        found = self.people.get_many(sorted(linked.group.named))
        yield from (each for each in found.values() if each.leads and each.left_at is None)

    def _cases(self, group_id: str, person: Person) -> tuple[Case, ...]:
        return self.move.ledger.discipline(group_id, person.person_id).cases

    def _to_office(self, linked: Linked, held: Round, at: datetime) -> None:
        """Whoever has it on file, else whoever manages the group."""
        group_id, clause_id = linked.group.group_id, held.clause.clause_id
        if not undone(self.issues.of_group(group_id), linked, at):
            return
        filing = self.register.filing(group_id)
        to = () if filing is None else appointing.holders(filing, held.to)
        for who in to or ("",):
            order_id = derived_id("round", group_id, clause_id, at.isoformat(), who)
            what = Telling.UNDONE.value
            say = partial(told, order_id=order_id, what=what, about=clause_id, to=who)
            self.move(group_id, "", say)
