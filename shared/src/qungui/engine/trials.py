"""What goes on trial with an edition, and what comes off it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.model.group import Mode
from qungui.model.linked import in_order, in_use
from qungui.model.meaning import meaning
from qungui.model.publication import Published, Stage
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.model.trial import Trial

type Trials = Mapping[str, Trial]
"""By edition."""


@dataclass(frozen=True, slots=True)
class Terms:
    """
    On which an edition is published.

    Attributes:
        now: Wall clock: an edition whose day is over already judges from now on.
        length: How long what it says anew only records before anybody looks; zero: not at all.
    """

    now: datetime
    length: timedelta


def trials_with(
    trials: Trials, published: Sequence[Published], one: Published, terms: Terms
) -> dict[str, Trial]:
    """
    The trials once *one* is published beside what is *published*.

    What an edition says anew is on trial from the first day that messages are judged by it, and so
    is what is still on trial in the edition before. The first edition of a rulebook has no trial:
    its stage was chosen by hand. Nothing can act while an edition is only observed, so nobody is
    asked before it is in force.
    """
    kept = in_use(in_order((*published, one)))
    names = {each.edition.edition for each in kept}
    found = {name: trial for name, trial in trials.items() if name in names}
    if one.stage is Stage.DRAFT:
        return found
    name = one.edition.edition
    trial = _trial(found, published, one, terms)
    if trial is None or not terms.length:
        return {key: each for key, each in found.items() if key != name}
    return {**found, name: trial}


def let_act(
    trials: Trials,
    published: Sequence[Published],
    name: str,
    clause_ids: Collection[str],
    at: datetime,
) -> dict[str, Trial]:
    """
    The trials once the clauses act from *at* on that were on trial in edition *name*; in others,
    too, where they mean the same and nobody has decided either.
    """
    editions = {one.edition.edition: one.edition for one in published}
    return {
        other: _let_act(
            trial,
            [
                clause_id
                for clause_id in trial.undecided.intersection(clause_ids)
                if _means_the_same(clause_id, editions[name], editions[other])
            ],
            at,
        )
        for other, trial in trials.items()
    }


def not_asked(trials: Trials, now: datetime, *, besides: str) -> dict[str, Trial]:
    """The trials, where nobody is to be asked at *now* about another edition than *besides*."""
    return {
        name: trial
        if name == besides or trial.asks is None or now < trial.asks
        else replace(trial, asks=None)
        for name, trial in trials.items()
    }


def _let_act(trial: Trial, clause_ids: Collection[str], at: datetime) -> Trial:
    now = replace(trial, clauses={**trial.clauses, **dict.fromkeys(clause_ids, at)})
    return now if now.undecided else replace(now, asks=None)


def _trial(
    trials: Trials, published: Sequence[Published], one: Published, terms: Terms
) -> Trial | None:
    name, in_force = one.edition.edition, one.stage is Stage.FORCE
    was = next((each for each in published if each.edition.edition == name), None)
    if was is None or was.stage is Stage.DRAFT:
        trial = _begun(trials, published, one.edition, terms)
        return trial if trial is None or not in_force else replace(trial, asks=trial.until)
    trial = trials.get(name)
    begins_to_act = trial is not None and was.stage < one.stage and bool(trial.undecided)
    return replace(trial, asks=trial.until) if trial is not None and begins_to_act else trial


def _begun(
    trials: Trials, published: Sequence[Published], edition: Edition, terms: Terms
) -> Trial | None:
    begins = max(edition.in_force_from, terms.now)
    earlier = [
        one.edition
        for one in published
        if one.stage is not Stage.DRAFT and one.edition.in_force_from < begins
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda each: (each.in_force_from, each.edition))
    still = trials[last.edition].undecided if last.edition in trials else frozenset[str]()
    clauses = [
        clause.clause_id
        for clause in edition.clauses
        if _may_act(clause)
        and (clause.clause_id in still or not _means_the_same(clause.clause_id, last, edition))
    ]
    if not clauses:
        return None
    return Trial(begins=begins, until=begins + terms.length, clauses=dict.fromkeys(clauses))


def _may_act(clause: Clause) -> bool:
    """Whether it judges, and does more than record."""
    judges = clause.disposition in {Disposition.AUTOMATIC, Disposition.ASSISTED}
    return judges and bool(clause.rules) and clause.mode > Mode.OBSERVE


def _means_the_same(clause_id: str, was: Edition, now: Edition) -> bool:
    return meaning(was, clause_id) == meaning(now, clause_id)
