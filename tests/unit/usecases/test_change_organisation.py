"""The organisation lets a clause do less everywhere, and decides about trials."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.errors import InvalidEventError, TransientError
from qungui.model.group import Mode
from qungui.model.roster_limits import RosterLimits
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.change_settings import ChangeSettings, Setting
from tests.support.build import ADVERT, GROUP, NIGHT, RULEBOOK, at
from tests.support.trials import ADVERT_TEXT, BEGINS, LATER, LONG, OTHER, Company, second


@pytest.fixture
def company():
    return Company()


def modes(company, when, text=ADVERT_TEXT):
    return {breach.clause_id: breach.mode for breach in company.say(text, when)}


def in_group(company, clause_id, mode):
    wish = Setting(group_id=GROUP, clause_id=clause_id, mode=mode)
    return ChangeSettings(company.directory, company.clock)(wish)


def test_a_clause_is_lowered_in_every_group(company):
    company.decide(ADVERT, Mode.OBSERVE)
    for room in (None, OTHER.aliases[0]):
        where = {} if room is None else {"room": room}
        (breach,) = company.say(ADVERT_TEXT, at(hours=1), **where)
        assert breach.mode is Mode.OBSERVE


def test_all_clauses_are_lowered_at_once_and_come_back(company):
    company.choose(Choice(rulebook=RULEBOOK, mode=Mode.OBSERVE))
    assert modes(company, at(hours=1)) == {ADVERT: Mode.OBSERVE}
    company.choose(Choice(rulebook=RULEBOOK, mode=Mode.ENFORCE))
    assert modes(company, at(hours=2)) == {ADVERT: Mode.ENFORCE}


def test_one_limit_of_rosters_is_chosen_and_the_others_stay(company):
    company.choose(Choice(rulebook=RULEBOOK, rosters={"shrunk_percent": 10}))
    version = company.directory.settings(RULEBOOK).version
    company.choose(Choice(rulebook=RULEBOOK, rosters={"reminders_a_day": 1}))
    chosen = company.directory.settings(RULEBOOK)
    assert chosen.rosters == RosterLimits(shrunk_percent=10, reminders_a_day=1)
    assert chosen.version == version + 1


def test_a_group_lowers_further_and_never_above(company):
    company.decide(ADVERT, Mode.ASSIST)
    assert in_group(company, ADVERT, Mode.OFF).modes == {ADVERT: Mode.OFF}
    assert in_group(company, ADVERT, Mode.ASSIST).modes == {ADVERT: Mode.ASSIST}
    with pytest.raises(InvalidEventError, match="the organisation lets"):
        in_group(company, ADVERT, Mode.ENFORCE)


def test_what_a_group_chose_before_is_held_down_and_not_forgotten(company):
    in_group(company, ADVERT, Mode.ENFORCE)
    company.decide(ADVERT, Mode.OBSERVE)
    assert modes(company, at(hours=1)) == {ADVERT: Mode.OBSERVE}
    company.decide(ADVERT, Mode.ENFORCE)
    assert modes(company, at(hours=2)) == {ADVERT: Mode.ENFORCE}


def test_every_choice_is_a_version_and_on_record_and_what_is_so_already_is_none(company):
    company.decide(ADVERT, Mode.OBSERVE)
    company.decide(ADVERT, Mode.OBSERVE)
    company.choose(Choice(rulebook=RULEBOOK, mode=Mode.ASSIST))
    company.choose(Choice(rulebook=RULEBOOK, trial=timedelta(days=3)))
    _, *chosen = [entry.facts for entry in company.log]
    said = [(each["clause"], each["mode"], each["trial_days"]) for each in chosen]
    assert said == [(ADVERT, "observe", ""), ("*", "assist", ""), ("*", "", "3")]
    assert [each["settings"] for each in chosen] == ["2", "3", "4"]
    assert {each["trial_of"] for each in chosen} == {""}


def test_a_mode_for_a_clause_on_trial_ends_its_trial_from_that_moment_on(company):
    company.publish(second())
    company.pass_time(days=2)
    company.decide(ADVERT, Mode.ENFORCE)
    assert modes(company, at(days=2)) == {ADVERT: Mode.ENFORCE}
    late = at(days=2, seconds=-1)
    assert modes(company, late) == {ADVERT: Mode.OBSERVE}
    assert company.trial.undecided == {LONG}
    *_, entry = company.log
    assert (entry.facts["clause"], entry.facts["trial_of"]) == (ADVERT, LATER)


def test_a_clause_that_is_kept_at_observe_is_asked_about_no_more(company):
    company.publish(second())
    company.pass_time(days=2)
    company.decide(ADVERT, Mode.OBSERVE)
    company.decide(LONG, Mode.OBSERVE)
    assert company.directory.settings(RULEBOOK).due is None
    assert modes(company, at(days=20)) == {ADVERT: Mode.OBSERVE}


def test_before_its_day_nobody_ends_the_trial_of_an_edition_to_come(company):
    company.publish(second())
    company.decide(ADVERT, Mode.ENFORCE)
    assert company.trial.undecided == {ADVERT, LONG}
    company.pass_time(days=1)
    assert modes(company, BEGINS) == {ADVERT: Mode.OBSERVE}


def test_a_clause_that_only_an_edition_to_come_has_can_be_lowered_now(company):
    company.publish(second())
    company.decide(LONG, Mode.OFF)
    assert company.directory.settings(RULEBOOK).modes == {LONG: Mode.OFF}


@pytest.mark.parametrize(
    "wrong",
    [
        {"rulebook": "unheard-of"},
        {"clause_id": "R01.9.9", "mode": Mode.OFF},
        {"clause_id": "R01.4.5", "mode": Mode.ENFORCE},
    ],
)
def test_what_cannot_be_is_refused(company, wrong):
    with pytest.raises(InvalidEventError):
        company.choose(Choice(**{"rulebook": RULEBOOK, **wrong}))
    assert len(company.log) == 1


class Busy:
    """Somebody else is always a moment earlier."""

    def __init__(self, organisation):
        self._organisation = organisation

    def settings(self, rulebook):
        return self._organisation.settings(rulebook)

    def commit(self, change):
        other = replace(change.settings, modes={NIGHT: Mode.OFF})
        self._organisation.commit(replace(change, settings=other))
        return self._organisation.commit(change)


def test_whoever_is_always_too_late_is_told_so(company):
    change = ChangeOrganisation(company.directory, Busy(company.directory), company.clock)
    with pytest.raises(TransientError):
        change(Choice(rulebook=RULEBOOK, clause_id=ADVERT, mode=Mode.OFF))
    assert ADVERT not in company.directory.settings(RULEBOOK).modes
