"""A further edition: what it says anew is judged, recorded, and no more."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from qungui.errors import InvalidEventError, TransientError
from qungui.model.case import CaseState
from qungui.model.decision import Word
from qungui.model.group import GroupSettings, Mode
from qungui.model.publication import Stage
from qungui.rulebook.problems import RulebookError
from qungui.usecases.change_organisation import Choice
from qungui.usecases.pardon_case import PardonCase, Pardoned
from qungui.usecases.review_case import ReviewCase, Verdict
from tests.support.build import ADVERT, RULEBOOK, at, breach, case, decision, edition
from tests.support.trials import (
    ADVERT_TEXT,
    BEGINS,
    LATER,
    LONG,
    LONG_TEXT,
    MANAGER,
    OURS,
    Company,
    second,
)


@pytest.fixture
def company():
    return Company()


def modes(breaches):
    return {breach.clause_id: breach.mode for breach in breaches}


def test_the_first_edition_acts_at_once(company):
    assert modes(company.say(ADVERT_TEXT, at(hours=1))) == {ADVERT: Mode.ENFORCE}
    assert company.directory.settings(RULEBOOK).trials == {}


def test_what_the_second_says_anew_only_records_and_what_it_keeps_still_acts(company):
    trial = company.publish(second())
    assert (set(trial.clauses), trial.until) == ({ADVERT, LONG}, at(days=8))
    assert modes(company.say(ADVERT_TEXT, at(hours=23))) == {ADVERT: Mode.ENFORCE}
    company.pass_time(days=1)
    night = at(days=1, hours=11)  # 23:00 in Shanghai
    assert modes(company.say(ADVERT_TEXT, night)) == {
        ADVERT: Mode.OBSERVE, "R01.3.11": Mode.ENFORCE,
    }  # fmt: skip


def test_without_a_trial_it_acts_from_its_first_day_and_that_is_on_record(company):
    assert company.publish(second(), no_trial=True) is None
    assert modes(company.say(LONG_TEXT, BEGINS)) == {LONG: Mode.ENFORCE}
    *_, entry = company.log
    assert (entry.kind, entry.facts["trial_days"], entry.people["by"]) == (
        "rulebook-published", "0", "person-by",
    )  # fmt: skip


def test_an_organisation_says_how_long_a_trial_is(company):
    company.choose(Choice(rulebook=RULEBOOK, trial=timedelta(days=2)))
    assert company.publish(second()).until == at(days=3)
    company.choose(Choice(rulebook=RULEBOOK, trial=timedelta()))
    later = second(edition="2027-01", in_force_from=at(days=9), timezone="Asia/Tokyo")
    assert company.publish(later) is None


def test_what_is_on_trial_acts_when_it_is_published_again_without_one(company):
    company.publish(second())
    assert company.publish(second(), no_trial=True) is None
    assert modes(company.say(LONG_TEXT, BEGINS)) == {LONG: Mode.ENFORCE}


def test_each_edition_is_on_record_with_its_stage(company):
    for stage in Stage:
        company.publish(second(), stage=stage)
    stages = [(entry.facts["edition"], entry.facts["stage"]) for entry in company.log]
    assert stages == [
        ("2026-11", "force"), (LATER, "draft"), (LATER, "observe"), (LATER, "force"),
    ]  # fmt: skip


def test_the_file_is_on_record_by_its_digest(company):
    company.publishing(second(), stage=Stage.FORCE, source="rulebook: x\n")
    *_, entry = company.log
    assert entry.facts["source"] == sha256(b"rulebook: x\n").hexdigest()


def test_other_words_under_the_same_name_are_refused_and_start_no_trial(company):
    with pytest.raises(InvalidEventError):
        company.publish(edition(title="改过的标题"))
    assert len(company.log) == 1


STRIKE = "R01.4.5"
STRIKE_TEXT = "大家明天一起罢工"


def found_wrongly(company, text=STRIKE_TEXT, clause=STRIKE):
    company.ledger.open_case(
        case(
            text,
            breaches=(breach(clause, automatic=False),),
            state=CaseState.DISMISSED,
            decided=decision(why=f"念的是剧本，原话：{text}"),
        )
    )


def test_an_edition_that_finds_again_what_was_found_wrongly_is_refused(company):
    for text in (STRIKE_TEXT, "明天的剧本排练"):
        found_wrongly(company, text)
    with pytest.raises(RulebookError) as refused:
        company.publish(second())
    (problem,) = refused.value.problems
    assert (problem.clause, STRIKE_TEXT in problem.zh) == (STRIKE, True)
    assert str(problem).startswith(f"[{STRIKE}] ")
    assert len(company.directory.published(RULEBOOK)) == 1


def test_one_that_lets_it_pass_is_published(company):
    found_wrongly(company)
    found_wrongly(company, "什么都没有说", "R99.1")
    company.publish(second(clauses=_without(STRIKE)))
    assert company.log[-1].facts["found_wrongly"] == "0"


def test_what_a_button_dismissed_binds_no_edition_until_somebody_says_what_was_said(company):
    company.say(STRIKE_TEXT, at(hours=1))
    (found,) = company.ledger.opened
    assert [each.clause_id for each in found.breaches] == [STRIKE]
    ReviewCase(company.move)(found.ref, Word(by=MANAGER.person_id), Verdict.DISMISS)
    company.publish(second())
    third = second(edition="2027-01", in_force_from=at(days=9))
    quoting = Word(by=MANAGER.person_id, why=f"原话：{STRIKE_TEXT}")
    assert PardonCase(company.move)(found.ref, quoting) is Pardoned.QUOTED
    with pytest.raises(RulebookError):
        company.publish(third)
    company.publish(replace(third, clauses=_without(STRIKE)))


def _without(clause_id):
    return tuple(each for each in second().clauses if each.clause_id != clause_id)


def test_what_the_group_allows_by_now_stands_in_no_editions_way(company):
    found_wrongly(company)
    company.directory.link(OURS, GroupSettings(allowed_words=("一起罢工",)))
    company.publish(second())
    assert company.log[-1].facts["found_wrongly"] == "0"


def test_nobody_is_judged_by_a_draft_so_it_may_find_it_still(company):
    found_wrongly(company)
    company.publish(second(), stage=Stage.DRAFT)
    with pytest.raises(RulebookError):
        company.publish(second(), stage=Stage.OBSERVE)


def test_whoever_publishes_it_all_the_same_is_on_record(company):
    found_wrongly(company)
    company.publish(second(), though_wrong=True)
    assert company.log[-1].facts["found_wrongly"] == "1"


class Late:
    """Somebody chooses something between reading and writing."""

    def __init__(self, company):
        self.company = company

    def settings(self, rulebook):
        read = self.company.directory.settings(rulebook)
        self.company.choose(Choice(rulebook=rulebook, mode=Mode.ASSIST))
        return read


def test_an_edition_is_not_published_upon_settings_that_moved_meanwhile(company):
    publishing = replace(company.publishing, organisation=Late(company))
    with pytest.raises(TransientError):
        publishing(second(), stage=Stage.FORCE)
    assert len(company.directory.published(RULEBOOK)) == 1
