"""
The members of one group, gone through at the times that its rules name.

Safe to repeat and to break off: findings have ids of their occasions, and what is noted of the look
comes last. A run that is late acts by the instants that stand in the check.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qungui.calendars.calendar import Calendar, calendar_of
from qungui.calendars.spans import after
from qungui.engine import roster_plans
from qungui.engine.reconcile import (
    CORRECTABLE,
    ONE_GROUP,
    ROSTER,
    Looked,
    Noticed,
    Watching,
    asks_for_missing,
    asks_for_one_group,
    kept_up,
    watching,
)
from qungui.engine.roster_parts import besides, hearers, parts_of, unread
from qungui.engine.rounds import Round, rounds
from qungui.model.group import Mode
from qungui.model.ids import derived_id
from qungui.model.known_group import PULLED_AS, GroupState, KnownGroup
from qungui.model.linked import Linked
from qungui.model.member_facts import Happened
from qungui.model.person import Person
from qungui.model.roster_check import OpenFinding, RosterCheck, mark_of
from qungui.model.roster_digest import Heading, Part, RosterDigest
from qungui.model.rulebook import Edition
from qungui.ports import GroupBook, RosterChecks
from qungui.text import whom
from qungui.usecases.find_elsewhere import FindElsewhere
from qungui.usecases.hold_round import HoldRound
from qungui.usecases.notice_members import NoticeMembers
from qungui.usecases.send_digest import SendDigest
from qungui.usecases.view_members import View

OLDEST_ROSTER = timedelta(days=2)
"""What was pulled longer ago says nothing of today."""


class Outcome(StrEnum):
    CHECKED = "checked"
    NOT_DUE = "not-due"  # done meanwhile, or never planned
    GONE = "gone"  # no such group any more
    NOT_SHOWN = "not-shown"
    DOUBTED = "doubted"  # an administrator is asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """
    Attributes:
        found: What is wrong now, old and new.
        lifted: What was put right since.
    """

    outcome: Outcome
    found: int = 0
    lifted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """
    One look at one group: at an instant, by the clauses that are due then.

    Attributes:
        stood: What was found at the last look, by person and clause.
        rounds: All of the group; those of them that are due now are held.
    """

    check: RosterCheck
    stood: Mapping[tuple[str, str], OpenFinding]
    at: datetime
    linked: Linked
    edition: Edition
    known: KnownGroup
    watched: tuple[Watching, ...]
    due: tuple[Watching, ...]
    rounds: tuple[Round, ...]

    @property
    def held(self) -> tuple[Round, ...]:
        ids = roster_plans.due_now(self.check.dues, self.at)
        return tuple(each for each in self.rounds if each.clause.clause_id in ids)

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.linked)

    @property
    def kind(self) -> str:
        """What it shares with groups of which a person is to be in one; empty for no matter."""
        if not asks_for_one_group(self.watched):
            return ""
        group = self.linked.group
        return derived_id("one-group", group.rulebook, group.filed_as)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """
    What people may read of.

    Attributes:
        standing, new: Findings: all, and those that nobody has read of yet.
        beside: What is no finding about anybody.
        last: What is said only beside the rest.
    """

    standing: tuple[Noticed, ...]
    new: tuple[Noticed, ...]
    beside: tuple[Part, ...]
    last: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRoster:
    book: GroupBook
    checks: RosterChecks
    notice: NoticeMembers
    hold: HoldRound

    def __call__(self, group_id: str, at: datetime) -> Checked:
        """
        What is due at *at*, the instant for which it was sent.

        Raises:
            TransientError: It broke off; it is due still.
        """
        check = self.checks.get(group_id)
        if check is None or check.due is None or check.due > at:
            return Checked(outcome=Outcome.NOT_DUE)
        run = self._run(check)
        if run is None:
            self.checks.drop(group_id)
            return Checked(outcome=Outcome.GONE)
        if check.last is not None and run.at < check.last and not check.asked_by:
            # A clock went back: what is due by it was looked at already.
            self._note(run, check)
            return Checked(outcome=Outcome.NOT_DUE)
        for each in run.held:
            self.hold(run.linked, run.edition, run.known.members, each, run.at)
        return self._unlooked(run) or self._look(run)

    def _unlooked(self, run: _Run) -> Checked | None:
        """What there is to say where the members are not gone through; None where they are."""
        check = run.check
        if run.held and not run.due and not check.asked_by:
            self._note(run, check)
            return Checked(outcome=Outcome.CHECKED, found=len(check.found))
        if self._is_unseen(run):
            return self._put_off(run, Outcome.NOT_SHOWN, Part(Heading.NOT_SHOWN))
        size = len(run.known.members)
        believed = run.linked.organisation.rosters
        if not check.asked_by and believed.is_doubtful(check.size - size, check.size):
            part = Part(Heading.SHRUNK, number=size, was=check.size)
            return self._put_off(run, Outcome.DOUBTED, part)
        return None

    def _run(self, check: RosterCheck) -> _Run | None:
        linked = self.notice.lift.move.directory.group(check.group_id)
        known = self.book.known(check.group_id)
        if linked is None or known is None or known.state is GroupState.DISSOLVED:
            return None
        at = check.due or self.notice.lift.move.clock.now()
        edition = linked.edition_at(at)
        if edition is None:
            return None
        limits = linked.limits(edition, at)
        watched = watching(edition, linked.settings, linked.group, limits)
        ids = roster_plans.due_now(check.dues, at)
        by_schedule = tuple(each for each in watched if each.every is not None)
        due = tuple(w for w in by_schedule if check.asked_by or w.clause.clause_id in ids)
        return _Run(
            check=check,
            stood={(one.person_id, one.clause_id): one for one in check.found},
            at=at,
            linked=linked,
            edition=edition,
            known=known,
            watched=watched,
            due=due,
            rounds=rounds(edition, linked.settings, limits),
        )

    def _is_unseen(self, run: _Run) -> bool:
        looked = run.known.looked_at
        pulled = run.known.kind in PULLED_AS
        stale = pulled and (looked is None or run.at - looked > OLDEST_ROSTER)
        return stale or run.known.state is GroupState.HIDDEN

    def _look(self, run: _Run) -> Checked:
        view = self._view(run)
        if not run.check.asked_by and self._too_many_left(run, view):
            staying = sum(person.left_at is None for person in self._members(run, view))
            part = Part(Heading.SHRUNK, number=staying, was=len(run.known.members))
            return self._put_off(run, Outcome.DOUBTED, part)
        looks = dict(self._looks(run, view))
        kept = list(self._kept(run, looks.values()))
        found = [stands for _, stands in kept]
        lifted = self._lifted(run, looks, found)
        told = [(one, stands) for one, stands in kept if one.weight[0] is not Mode.OBSERVE]
        seen = _Seen(
            standing=tuple(one for one, _ in told),
            new=tuple(one for one, stands in told if stands not in run.check.found),
            beside=tuple(besides(run.linked.group, run.known, view.people)),
            last=tuple(unread(looks, run.known)),
        )
        self._tell(run, view, seen)
        looked_by = {each.clause.clause_id for each in run.due}
        waiting = [one for one in run.check.found if one.clause_id not in looked_by]
        after_it = replace(
            run.check,
            found=(*waiting, *found),
            told=tuple(part.key for part in seen.beside),
            size=len(run.known.members),
            kind=run.kind,
            marks=frozenset(map(mark_of, run.known.members)) if run.kind else frozenset(),
        )
        self._note(run, after_it)
        return Checked(outcome=Outcome.CHECKED, found=len(found), lifted=lifted)

    def _view(self, run: _Run) -> View:
        view = self.notice.view(run.linked, run.known, self._missing(run))
        if not asks_for_one_group(run.due):
            return view
        find = FindElsewhere(
            book=self.book, checks=self.checks, directory=self.notice.lift.move.directory
        )
        elsewhere = find(run.check.group_id, run.kind, run.known.members)
        return replace(view, elsewhere=elsewhere)

    def _missing(self, run: _Run) -> list[str]:
        """Who may have to be in the group and is not, by what their position alone says."""
        words = asks_for_missing(run.due)
        posts = self.notice.view.people.posts() if words else {}
        return sorted(
            person_id
            for person_id, position in posts.items()
            if person_id not in run.known.members and _may_hold(words, position)
        )

    def _looks(self, run: _Run, view: View) -> Iterator[tuple[str, Looked]]:
        for person_id, member in sorted(run.known.members.items()):
            person = view.person(person_id, member)
            if person is not None:
                facts = view.facts(person, member, Happened.LOOKED_AT, run.at)
                yield person_id, self.notice.look(run.due, facts, by_schedule=True)
        run_it = run.linked.group.named
        for person_id, person in sorted(view.people.items()):
            if person_id not in run.known.members and person.userid and person_id not in run_it:
                facts = view.facts(person, None, Happened.MISSING, run.at)
                yield person_id, self.notice.look(run.due, facts, by_schedule=True)

    def _kept(self, run: _Run, looks: Iterable[Looked]) -> Iterator[tuple[Noticed, OpenFinding]]:
        for noticed in (one for each in looks for one in each.noticed):
            stands = self._stands(run, noticed)
            if stands is not None:
                yield noticed, stands

    def _stands(self, run: _Run, noticed: Noticed) -> OpenFinding | None:
        """As it stood at the last look, or as it is kept now; None where it must wait."""
        found, linked = noticed.found, run.linked
        was = run.stood.get((noticed.about, found.clause_id))
        if was is None or was.case_id != found.ref.case_id:
            if self.notice.keep(linked, noticed) is None:
                return None
            return OpenFinding(
                person_id=noticed.about,
                clause_id=found.clause_id,
                case_id=found.ref.case_id,
                whose=found.person_id,
                since=run.at,
                counts=noticed.counts_after is None,
            )
        if was.counts or noticed.counts_after is None:
            return was
        if after(was.since, noticed.counts_after, run.calendar) > run.at:
            return was
        kept = self.notice.keep(linked, kept_up(noticed, was.since))
        return was if kept is None else replace(was, counts=True)

    def _lifted(self, run: _Run, looks: Mapping[str, Looked], found: Iterable[OpenFinding]) -> int:
        """What was put right since the last look: by the member, or in the register."""
        still = {(one.person_id, one.clause_id) for one in found}
        by_id = {each.clause.clause_id: each for each in run.due}
        lifted = 0
        for one in run.check.found:
            each, looked = by_id.get(one.clause_id), looks.get(one.person_id)
            right = looked is not None and one.clause_id in looked.clear
            if each is None or not right or (one.person_id, one.clause_id) in still:
                continue
            if each.is_about(CORRECTABLE | {ROSTER, ONE_GROUP}):
                lifted += self.notice.lift(run.check.group_id, one.whose, {one.clause_id})
        return lifted

    def _too_many_left(self, run: _Run, view: View) -> bool:
        people = list(self._members(run, view))
        left = sum(person.left_at is not None for person in people)
        return run.linked.organisation.rosters.is_doubtful(left, len(people))

    def _members(self, run: _Run, view: View) -> Iterator[Person]:
        return (view.people[who] for who in run.known.members if who in view.people)

    def _tell(self, run: _Run, view: View, seen: _Seen) -> None:
        """
        Once for each look: those in charge read what is new, if anything is, and whoever asked all
        that stands.
        """
        asked_by = run.check.asked_by
        if asked_by:
            stands = (*parts_of(seen.standing, run.known), *seen.beside)
            said = stands or (Part(Heading.ALL_WELL),)
            self._send(run, RosterDigest((*said, *seen.last)), [asked_by])
        fresh = (part for part in seen.beside if part.key not in run.check.told)
        new = (*parts_of(seen.new, run.known), *fresh)
        if new:
            told = hearers(seen.new, run.edition, run.linked.group, view.people)
            others = [who for who in told if who != asked_by]
            to = others if told or asked_by else [""]
            self._send(run, RosterDigest((*new, *seen.last)), to)

    def _put_off(self, run: _Run, outcome: Outcome, why: Part) -> Checked:
        """Nothing is found by it; those in charge hear why, and it is due again as usual."""
        self._send(run, RosterDigest((why,)), [run.check.asked_by])
        self._note(run, run.check)
        return Checked(outcome=outcome, found=len(run.check.found))

    def _send(self, run: _Run, digest: RosterDigest, to: Iterable[str]) -> None:
        group_id = run.check.group_id
        send = SendDigest(self.notice.lift.move)
        send(group_id, run.edition, digest, to, occasion="look", at=run.at)

    def _note(self, run: _Run, check: RosterCheck) -> None:
        """The look is over; whoever asked meanwhile is not forgotten: it is then due again."""
        now = self.notice.lift.move.clock.now()
        timed: tuple[roster_plans.Timed, ...] = (*run.watched, *run.rounds)
        dues = roster_plans.later_dues(run.check, timed, run.at, now, run.calendar)
        if not dues:
            self.checks.drop(check.group_id)  # once it has rules about members, it is planned anew
            return
        last = max(run.at, run.check.last or run.at)
        self.checks.keep(replace(check, dues=dues, last=last, asked_by="", asked_at=None))


def _may_hold(words: Iterable[str], position: str) -> bool:
    somebody = Person(person_id="", aliases=(), position=position)
    return any(whom.holds(word, somebody) is not False for word in words)
