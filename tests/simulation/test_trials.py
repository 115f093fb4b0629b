"""
A further edition from its publication to the end of its trials, under messages that come late,
sweeps that come late or not at all, and looks that are delivered twice, late or never.
"""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qungui.model.group import Mode
from qungui.model.ledger import AuditEntry, AuditKind
from tests.support.build import ADVERT, RULEBOOK
from tests.support.trials import (
    ADVERT_TEXT,
    BEGINS,
    LONG,
    LONG_TEXT,
    OTHER,
    OURS,
    Company,
    second,
)

TRIED = {ADVERT, LONG}
WEEK = timedelta(weeks=1)
TEXTS = st.sampled_from(["早", ADVERT_TEXT, LONG_TEXT])
ROOMS = st.sampled_from([OURS.aliases[0], OTHER.aliases[0]])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), TEXTS, ROOMS, st.integers(0, 72)),
        st.tuples(st.just("sweep"), st.sampled_from(["once", "twice", "late", "lost"])),
        st.tuples(st.just("wait"), st.integers(1, 60)),
        st.tuples(st.just("decide"), st.sampled_from(sorted(TRIED)), st.sampled_from(sorted(Mode))),
        st.tuples(st.just("reword")),
    ),
    max_size=40,
)


class History:
    """A company that lives through *steps*, and all that was judged in it."""

    def __init__(self) -> None:
        self.company = Company()
        self.company.publish(second())
        self.company.clock.move_to(BEGINS + timedelta(hours=1))
        self.late: list[object] = []
        self.judged: list[tuple[datetime, datetime, str, Mode]] = []
        self.reworded = 0

    def live(self, steps) -> None:
        """All of *steps*; then nothing is said any more, and for three weeks each sweep arrives."""
        for kind, *what in steps:
            getattr(self, kind)(*what)
        for _ in range(3 * 7):
            self.company.pass_time(days=1)
            self.company.deliver(self.company.sweep())

    def say(self, text, room, hours) -> None:
        """A message of up to three days ago."""
        now = self.company.clock.now()
        when = max(BEGINS, now - timedelta(hours=hours))
        for breach in self.company.say(text, when, room=room):
            self.judged.append((when, now, breach.clause_id, breach.mode))

    def sweep(self, how) -> None:
        found = list(self.company.sweep())
        if how == "late":
            self.late += found
            return
        for envelopes in {"once": [found], "twice": [found, found], "lost": []}[how]:
            self.company.deliver(envelopes)

    def wait(self, hours) -> None:
        self.company.pass_time(hours=hours)
        self.company.deliver(self.late)
        self.late = []

    def decide(self, clause_id, mode) -> None:
        self.company.decide(clause_id, mode)

    def reword(self) -> None:
        """An edition that says the same in other words, from now on."""
        self.reworded += 1
        name = f"2027-{self.reworded:03d}"
        now = self.company.clock.now()
        self.company.publish(second(edition=name, in_force_from=now, title=name))

    def acts_from(self, clause_id) -> datetime | None:
        """When the organisation's log first says that the clause acts."""
        for entry in self.company.log:
            promoted = entry.facts.get("promoted", "").split()
            chosen = entry.facts.get("trial_of") and entry.facts["clause"] == clause_id
            if clause_id in promoted or chosen:
                return entry.at
        return None

    @property
    def reviews(self) -> list[AuditEntry]:
        return [entry for entry in self.company.log if entry.kind is AuditKind.TRIAL_REVIEWED]

    def edition_at(self, moment) -> str:
        published = self.company.directory.published(RULEBOOK)
        return next(one.edition.edition for one in published if one.has_begun(moment))


def lived(steps) -> History:
    history = History()
    history.live(steps)
    return history


@given(STEPS)
def test_a_clause_on_trial_never_does_more_than_record_however_late_its_message(steps):
    history = lived(steps)
    for when, _, clause_id, mode in history.judged:
        acts = history.acts_from(clause_id)
        if clause_id not in TRIED:
            assert mode is Mode.ENFORCE
        elif acts is None or when < acts:
            assert mode <= Mode.OBSERVE


@given(STEPS)
def test_only_clean_clauses_act_by_themselves_and_not_before_a_week(steps):
    history = lived(steps)
    for entry in history.reviews:
        assert entry.at >= BEGINS + WEEK
        found = {
            clause_id
            for when, judged_at, clause_id, _ in history.judged
            if judged_at < entry.at and history.edition_at(when) == entry.facts["edition"]
        }
        assert not found.intersection(entry.facts["promoted"].split())


@given(STEPS)
def test_each_clause_is_decided_once_for_all_editions_that_say_the_same(steps):
    decided = []
    for entry in lived(steps).company.log:
        decided += entry.facts.get("promoted", "").split()
        decided += [entry.facts["clause"]] if entry.facts.get("trial_of") else []
    assert len(decided) == len(set(decided))


@given(STEPS)
def test_once_the_sweeps_arrive_all_is_decided_or_was_asked_about_within_the_week(steps):
    history = lived(steps)
    company, now = history.company, history.company.clock.now()
    settings = company.directory.settings(RULEBOOK)
    trial = settings.trials.get(history.edition_at(now))
    if trial is None or not trial.undecided:
        return
    assert trial.asks is not None
    assert now < trial.asks <= now + WEEK
    off = {clause_id for clause_id, mode in settings.modes.items() if mode is Mode.OFF}
    assert set(history.reviews[-1].facts["asked"].split()) == trial.undecided - off


@given(STEPS)
def test_nobody_is_asked_about_the_same_twice_within_a_week(steps):
    asked = [(entry.facts["edition"], entry.at) for entry in lived(steps).reviews]
    for (edition, earlier), (other, later) in pairwise(asked):
        assert edition != other or later - earlier >= WEEK
