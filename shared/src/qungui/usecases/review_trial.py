"""How the clauses on trial have done: what they found, and whether they saw anything at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qungui.engine.modes import mode_in_use
from qungui.model.group import Mode
from qungui.model.linked import Linked
from qungui.model.rulebook import Clause, Edition
from qungui.model.trial import Trial, Tried
from qungui.ports import Directory, GroupBook, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTrial:
    """Reads only."""

    directory: Directory
    book: GroupBook
    ledger: Ledger

    def __call__(self, edition: Edition, trial: Trial) -> tuple[Tried, ...]:
        """Of the clauses that nobody has decided about yet, in the rulebook's order."""
        on_trial = {c.clause_id: c for c in edition.clauses if c.clause_id in trial.undecided}
        observed = self.ledger.observed(edition.rulebook, edition.edition)
        silent = {name: c for name, c in on_trial.items() if name not in observed}
        used, judged = self._use(edition, trial, silent)
        return tuple(
            Tried(
                clause,
                self._named(observed.get(name, {})),
                used=name in observed or name in used,
                judged=name in observed or name in judged,
            )
            for name, clause in on_trial.items()
        )

    def groups(self, rulebook: str) -> Iterator[Linked]:
        """The groups under a rulebook, each time in the same order."""
        for group_id in sorted(self.book.every()):
            linked = self.directory.group(group_id)
            if linked is not None and linked.group.rulebook == rulebook:
                yield linked

    def _use(
        self, edition: Edition, trial: Trial, clauses: Mapping[str, Clause]
    ) -> tuple[set[str], set[str]]:
        """
        Those of *clauses* that are on in some group, and those by which messages were judged
        there: a member wrote since. Reads no further than it must.
        """
        used, judged = set[str](), set[str]()
        for linked in self.groups(edition.rulebook):
            if judged >= clauses.keys():
                break
            limits = linked.limits(edition, trial.begins)
            on = {
                name
                for name, clause in clauses.items()
                if mode_in_use(clause, linked.settings, limits) is not Mode.OFF
            }
            used |= on
            if not on <= judged and self._has_written(linked, trial):
                judged |= on
        return used, judged

    def _has_written(self, linked: Linked, trial: Trial) -> bool:
        """A member's day begins before what they wrote on it, so the first day tells nothing."""
        known = self.book.known(linked.group.group_id)
        members = () if known is None else known.members.values()
        since = max(trial.begins, linked.group.rules_from)
        return any(each.seen_at is not None and each.seen_at >= since for each in members)

    def _named(self, counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        by_most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        return tuple((self._name(group_id), count) for group_id, count in by_most)

    def _name(self, group_id: str) -> str:
        linked = self.directory.group(group_id)
        return group_id if linked is None else linked.group.name
