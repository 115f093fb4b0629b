"""What goes on trial with an edition, and what comes off it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine.trials import Terms, let_act, not_asked, trials_with
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.condition import Condition
from qungui.model.group import Mode
from qungui.model.publication import Published, Stage
from qungui.model.rulebook import ActCall, Clause, Disposition, Sanction, Step
from qungui.model.trial import Trial
from tests.support.build import ADVERT, LADDER, NIGHT, NOON, at, clauses, edition, ladders

WEEK = timedelta(days=7)
STRIKE = "R01.4.5"
FIRST, LATER = "2026-11", "2026-12"
BEGINS = at(days=3)


def changed(clause_id, **changes):
    return tuple(
        replace(each, **changes) if each.clause_id == clause_id else each for each in clauses()
    )


def quiet(begins, *marks):
    """A text's number, and what the text leaves open."""
    return Call("quiet-hours", {"from": begins, "to": "07:30"}, {"notice_marks": list(marks)})


def second(**changes):
    return edition(**{"edition": LATER, "in_force_from": BEGINS, **changes})


def with_it(one, *others, stage=Stage.FORCE, trials=None, length=WEEK, now=NOON):
    stood = others or (edition(),)
    published = [each if isinstance(each, Published) else in_force(each) for each in stood]
    return trials_with(trials or {}, published, Published(one, stage), Terms(now, length))


def in_force(one):
    return Published(one, Stage.FORCE)


def on_trial(*arguments, **named):
    trial = with_it(*arguments, **named).get(arguments[0].edition)
    return set() if trial is None else set(trial.clauses)


def test_a_changed_clause_is_on_trial_from_the_editions_first_day():
    rules = (Call("advertising", {"of": "negative"}),)
    (trial,) = with_it(second(clauses=changed(ADVERT, rules=rules))).values()
    expected = Trial(begins=BEGINS, until=BEGINS + WEEK, clauses={ADVERT: None}, asks=BEGINS + WEEK)
    assert trial == expected


def test_an_edition_whose_day_is_over_is_tried_from_now_on():
    late = second(clauses=changed(NIGHT, sanction=Sanction(acts=(ActCall(Act.WARN),))))
    (trial,) = with_it(late, now=BEGINS + timedelta(days=30)).values()
    assert (trial.begins, trial.until) == (at(days=33), at(days=40))


@pytest.mark.parametrize(
    "changes",
    [
        {"rules": (quiet("21:00"),)},
        {"rules": (quiet("22:00", "急"),)},
        {"sanction": Sanction(acts=(ActCall(Act.WARN),))},
        {"unless": (Condition(days=("friday",)),)},
        {"disposition": Disposition.ASSISTED},
        {"starts": Mode.OFF},
    ],
)
def test_whatever_decides_what_a_clause_finds_and_what_follows_is_a_change(changes):
    assert on_trial(second(clauses=changed(NIGHT, **changes))) == {NIGHT}


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "夜里请安静。"},
        {"gloss": "Quiet at night."},
        {"section": "3"},
        {"topic": "rest"},
        {"sanction": Sanction(acts=(ActCall(Act.REMIND),), written_in="R01.3")},
    ],
)
def test_other_words_for_the_same_are_no_change(changes):
    assert with_it(second(clauses=changed(NIGHT, **changes), title="修订版")) == {}


def test_a_clause_whose_ladder_changed_is_on_trial():
    stricter = replace(
        ladders()[LADDER],
        steps=(Step(acts=(ActCall(Act.REMOVE),), clause_id="R01.4.4b", at=1),),
    )
    assert on_trial(second(ladders={LADDER: stricter})) == {ADVERT}
    assert on_trial(second(ladders={LADDER: replace(ladders()[LADDER], title="两步")})) == set()


def test_another_zone_moves_every_window():
    assert on_trial(second(timezone="Asia/Tokyo")) == {ADVERT, NIGHT, STRIKE}


def test_a_new_clause_is_on_trial_and_one_that_could_do_nothing_is_not():
    new = replace(clauses()[0], clause_id="R01.3.12")
    harmless = (
        replace(new, clause_id="R01.3.13", mode=Mode.OBSERVE),
        replace(new, clause_id="R01.3.14", disposition=Disposition.ADVISORY),
        Clause(
            clause_id="R01.9", text="宗旨。", topic="", disposition=Disposition.AUTOMATIC
        ),
    )  # fmt: skip
    assert on_trial(second(clauses=(*clauses(), new, *harmless))) == {"R01.3.12"}


def test_the_first_edition_of_a_rulebook_has_no_trial_nor_one_that_comes_in_its_place():
    assert trials_with({}, [], in_force(edition()), Terms(NOON, WEEK)) == {}
    first = edition(edition="a", in_force_from=BEGINS)
    correction = second(clauses=changed(ADVERT, starts=Mode.OFF))
    assert with_it(correction, first) == {}
    assert with_it(correction, Published(edition(), Stage.DRAFT)) == {}


def test_a_correction_of_an_edition_in_force_is_compared_with_that_one():
    same_day = edition(edition=LATER, clauses=changed(ADVERT, starts=Mode.OFF))
    assert on_trial(same_day) == {ADVERT}


def test_what_is_still_on_trial_when_the_next_edition_comes_goes_on_there():
    trial = Trial(begins=at(days=-9), until=at(days=-2), clauses={ADVERT: None, NIGHT: at(days=-1)})
    trials = with_it(second(), trials={FIRST: trial})
    assert set(trials[LATER].clauses) == {ADVERT}
    assert trials[FIRST] == trial


def test_without_a_length_nothing_is_tried_and_a_trial_under_way_ends():
    newer = second(clauses=changed(ADVERT, starts=Mode.OFF))
    assert with_it(newer, length=timedelta()) == {}
    trials = with_it(newer)
    assert with_it(newer, edition(), in_force(newer), trials=trials, length=timedelta()) == {}


def test_an_edition_that_is_observed_is_tried_meanwhile_and_asked_about_once_it_is_in_force():
    newer = second(clauses=changed(ADVERT, starts=Mode.OFF))
    assert with_it(newer, stage=Stage.DRAFT) == {}
    watched = with_it(newer, stage=Stage.OBSERVE)
    assert watched[LATER].asks is None
    observed = Published(newer, Stage.OBSERVE)
    forced = with_it(newer, edition(), observed, trials=watched, now=at(days=30))
    assert forced == {LATER: replace(watched[LATER], asks=BEGINS + WEEK)}


def test_publishing_again_asks_nobody_again():
    newer = second(clauses=changed(ADVERT, starts=Mode.OFF))
    asked = {LATER: replace(with_it(newer)[LATER], asks=at(days=99))}
    assert with_it(newer, edition(), in_force(newer), trials=asked) == asked


def test_trials_of_editions_that_nothing_is_judged_by_are_forgotten():
    old = edition(edition="2019-01", in_force_from=at(days=-900))
    others = [edition(edition=f"2026-0{n}", in_force_from=at(days=-100 + n)) for n in range(1, 5)]
    trial = Trial(begins=NOON, until=NOON, clauses={ADVERT: None})
    assert "2019-01" not in with_it(second(), old, *others, trials={"2019-01": trial})


def test_a_decision_counts_wherever_the_clause_means_the_same():
    reworded = second(clauses=changed(ADVERT, text="不发广告。"))
    other = edition(
        edition="2027-01", in_force_from=at(days=40), clauses=changed(ADVERT, starts=Mode.OFF)
    )
    waiting = Trial(begins=NOON, until=NOON, clauses={ADVERT: None, NIGHT: None}, asks=NOON)
    trials = {FIRST: waiting, LATER: waiting, "2027-01": waiting}
    published = [in_force(each) for each in (edition(), reworded, other)]
    acts = let_act(trials, published, FIRST, {ADVERT}, at(hours=1))
    assert acts[FIRST].clauses == acts[LATER].clauses == {ADVERT: at(hours=1), NIGHT: None}
    assert acts["2027-01"] == waiting


def test_nobody_is_asked_any_more_once_all_is_decided():
    trial = Trial(begins=NOON, until=NOON, clauses={ADVERT: None}, asks=NOON)
    acts = let_act({FIRST: trial}, [in_force(edition())], FIRST, {ADVERT}, NOON)
    assert acts[FIRST].asks is None
    assert let_act(acts, [in_force(edition())], FIRST, {ADVERT}, at(days=1)) == acts


def test_nobody_is_asked_about_an_edition_whose_place_another_took():
    trial = Trial(begins=NOON, until=NOON, clauses={ADVERT: None}, asks=NOON)
    later = replace(trial, asks=at(days=9))
    trials = not_asked({FIRST: trial, LATER: trial, "next": later}, at(days=1), besides=LATER)
    assert trials == {FIRST: replace(trial, asks=None), LATER: trial, "next": later}


def test_a_message_from_before_the_decision_is_only_recorded_however_late_it_is_judged():
    trial = Trial(begins=NOON, until=NOON, clauses={ADVERT: at(days=8), NIGHT: None})
    moment = at(days=8)
    assert trial.at(moment - timedelta(milliseconds=1)) == {ADVERT, NIGHT}
    assert trial.at(moment) == trial.undecided == {NIGHT}
