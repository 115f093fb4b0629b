"""A trial's time is over: clean clauses act by themselves, about the others somebody is asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.errors import TransientError
from qungui.model.group import Mode, Role
from qungui.model.ids import Alias
from qungui.model.ledger import AuditKind
from qungui.model.outcome import Done, Later, NoPower, Refused, Rehearsed, Unsure
from qungui.model.person import PersonFacts, unrecorded
from qungui.model.publication import Stage
from qungui.usecases.end_trial import Ended, EndTrial
from tests.support.build import ADVERT, GROUP, NIGHT, RULEBOOK, at, clauses, group
from tests.support.faults import Crashed
from tests.support.trials import (
    ADVERT_TEXT,
    LATER,
    LONG,
    MANAGER,
    OTHER,
    Company,
    second,
)

SAID = at(days=3)


@pytest.fixture
def company():
    """The second edition is in force, somebody said something harmless, and a week is over."""
    made = Company()
    made.publish(second())
    made.pass_time(days=3)
    made.say("早", SAID)
    return made


def ended(company):
    company.clock.move_to(at(days=8))
    return company.end(RULEBOOK)


def modes(company, when, text=ADVERT_TEXT):
    return {breach.clause_id: breach.mode for breach in company.say(text, when)}


def texts(company):
    return [told.text for told in company.messenger.told]


def test_nothing_happens_before_its_time(company):
    company.clock.move_to(at(days=8, seconds=-1))
    assert company.end(RULEBOOK) == Ended()
    assert (company.trial.undecided, texts(company)) == ({ADVERT, LONG}, [])


def test_clauses_that_saw_messages_and_found_nothing_act_by_themselves(company):
    assert ended(company) == Ended(promoted=2)
    assert modes(company, at(days=8)) == {ADVERT: Mode.ENFORCE}
    assert modes(company, at(days=8, seconds=-1)) == {ADVERT: Mode.OBSERVE}
    assert company.directory.settings(RULEBOOK).due is None
    (text,) = texts(company)
    assert f"现起按规定执行：{ADVERT}、{LONG}" in text
    assert "请您决定" not in text


def test_a_clause_with_a_breach_goes_on_recording_and_somebody_is_asked(company):
    for hours in range(3):
        company.say(ADVERT_TEXT, SAID + timedelta(hours=hours))
    company.say(ADVERT_TEXT, SAID, room=OTHER.aliases[0])
    assert ended(company) == Ended(promoted=1, asked=1)
    assert company.trial.undecided == {ADVERT}
    assert modes(company, at(days=9)) == {ADVERT: Mode.OBSERVE}
    (text,) = texts(company)
    assert "R01.3.10（可到 enforce）群里不发广告：记录到 4 次违反" in text
    assert "市场部工作群 3、项目群 1；执行时：警告" in text
    assert f"qungui mode --organisation {RULEBOOK} --clause {ADVERT} --to enforce" in text
    (handed,) = company.messenger.handed
    assert handed.person_id == MANAGER.person_id
    assert [words for words, _ in handed.card.buttons] == ["按规定执行", "继续只记录"]


def test_what_became_of_it_is_on_record(company):
    company.say(ADVERT_TEXT, SAID)
    ended(company)
    *_, entry = company.log
    assert entry.kind is AuditKind.TRIAL_REVIEWED
    assert entry.facts == {
        "rulebook": RULEBOOK,
        "edition": LATER,
        "promoted": LONG,
        "asked": ADVERT,
    }
    assert entry.people == {"to": MANAGER.person_id}


def test_unanswered_it_is_asked_about_each_week_until_somebody_decides(company):
    company.say(ADVERT_TEXT, SAID)
    ended(company)
    for weeks in (1, 2):
        company.clock.move_to(at(days=8 + 7 * weeks, seconds=-1))
        assert company.end(RULEBOOK) == Ended()
        company.pass_time(seconds=1)
        assert company.end(RULEBOOK) == Ended(asked=1)
    assert len(company.messenger.handed) == len(texts(company)) == 3
    company.decide(ADVERT, Mode.ENFORCE)
    company.pass_time(days=30)
    assert company.end(RULEBOOK) == Ended()


def test_a_clause_that_saw_no_message_is_asked_about(company):
    silent = Company()
    silent.publish(second())
    assert ended(silent) == Ended(asked=2)
    assert "还没有消息用它判断过" in texts(silent)[0]


def test_a_message_of_the_first_day_alone_is_no_proof(company):
    early = Company()
    early.publish(second(in_force_from=at(days=1, hours=2)))
    early.pass_time(days=1, hours=3)
    early.say("早", at(days=1, hours=3))
    early.clock.move_to(at(days=9))
    assert early.end(RULEBOOK) == Ended(asked=2)


def test_a_clause_that_no_group_uses_stays_on_trial_and_nobody_is_asked(company):
    unused = Company()
    asleep = tuple(replace(each, starts=Mode.OFF) for each in clauses() if each.clause_id == NIGHT)
    others = tuple(each for each in clauses() if each.clause_id != NIGHT)
    unused.publish(second(clauses=(*others, *asleep)))
    unused.pass_time(days=3)
    unused.say("早", SAID)
    assert ended(unused) == Ended()
    assert (unused.trial.undecided, unused.trial.asks) == ({NIGHT}, at(days=15))
    assert texts(unused) == []
    assert len(unused.log) == 2


def test_an_edition_that_is_observed_is_asked_about_once_it_is_in_force():
    company = Company()
    company.publish(second(), stage=Stage.OBSERVE)
    company.pass_time(days=3)
    company.say("早", SAID)
    company.pass_time(days=27)
    assert company.end(RULEBOOK) == Ended()
    company.publish(second())
    assert company.end(RULEBOOK) == Ended(promoted=2)


def test_an_edition_whose_place_another_took_is_asked_about_no_more(company):
    company.say(ADVERT_TEXT, SAID)
    reworded = second(edition="2027-01", in_force_from=at(days=5), title="再修订版")
    company.publish(reworded)
    assert company.directory.settings(RULEBOOK).trials["2027-01"].undecided == {ADVERT, LONG}
    assert ended(company) == Ended()
    assert company.trial.asks is None
    company.clock.move_to(at(days=12))
    assert company.end(RULEBOOK) == Ended(asked=2)


def test_a_rulebook_without_trials_or_without_editions_has_nothing_to_end(company):
    fresh = Company()
    assert fresh.end(RULEBOOK) == fresh.end("unheard-of") == Ended()
    assert len(fresh.log) == 1


@pytest.mark.parametrize("answer", [Done(), Rehearsed("tell")])
def test_a_dry_run_counts_as_told(company, answer):
    company.messenger.answers.append(answer)
    assert ended(company) == Ended(promoted=2)


@pytest.mark.parametrize(
    ("answer", "asks"),
    [
        (Later(at(days=8, hours=1), "budget"), at(days=8, hours=1)),
        (Unsure("?"), at(days=8, minutes=5)),
    ],
)
def test_nothing_is_decided_before_somebody_heard_of_it(company, answer, asks):
    company.messenger.answers.append(answer)
    assert ended(company) == Ended()
    assert (company.trial.undecided, company.trial.asks) == ({ADVERT, LONG}, asks)
    company.clock.move_to(asks)
    assert company.end(RULEBOOK) == Ended(promoted=2)


@pytest.mark.parametrize("answer", [NoPower(), Refused(81013)])
def test_where_nobody_can_be_told_clean_clauses_act_all_the_same(company, answer):
    company.say(ADVERT_TEXT, SAID)
    company.messenger.answers.append(answer)
    assert ended(company) == Ended(promoted=1, asked=1)
    *_, entry = company.log
    assert (entry.facts["asked"], entry.people) == (ADVERT, {})
    assert company.messenger.handed == []


def test_the_department_is_asked_never_an_owner_nor_who_left(company):
    gone, wu = (unrecorded(Alias("userid", name)) for name in ("gone", "wu"))
    company.people.note(gone, PersonFacts(left_at=at()))
    company.people.record(wu)
    roles = {
        Role.OWNER: (MANAGER.person_id,),
        Role.ADMIN_DEPARTMENT: (gone.person_id, "nobody", wu.person_id),
    }
    company.directory.link(group(roles=roles), company.directory.group(GROUP).settings)
    ended(company)
    assert [told.person_id for told in company.messenger.told] == [wu.person_id]


def test_many_questions_come_as_one_message_without_cards(company):
    many = Company()
    more = tuple(replace(clauses()[0], clause_id=f"R01.5.{n}") for n in range(9))
    many.publish(second(clauses=(*clauses(), *more)))
    assert ended(many) == Ended(asked=9)
    assert many.messenger.handed == []
    assert "共 9 条" in texts(many)[0]


class Crashing:
    """Breaks after the message is out, the first time."""

    def __init__(self, organisation):
        self._organisation, self.left = organisation, 1

    def settings(self, rulebook):
        return self._organisation.settings(rulebook)

    def commit(self, change):
        if self.left:
            self.left -= 1
            raise Crashed
        return self._organisation.commit(change)


def with_organisation(company, organisation):
    return EndTrial(
        directory=company.directory,
        organisation=organisation,
        people=company.people,
        messenger=company.messenger,
        review=company.review,
        clock=company.clock,
    )


def test_a_crash_after_the_message_repeats_it_and_the_platform_drops_the_repeat(company):
    company.say(ADVERT_TEXT, SAID)
    company.clock.move_to(at(days=8))
    end = with_organisation(company, Crashing(company.directory))
    with pytest.raises(Crashed):
        end(RULEBOOK)
    company.pass_time(minutes=2)
    assert end(RULEBOOK) == Ended(promoted=1, asked=1)
    assert (len(texts(company)), len(company.messenger.handed)) == (1, 1)


class Meanwhile(Crashing):
    """Somebody decides before the trial's end is written."""

    def __init__(self, company):
        super().__init__(company.directory)
        self._company = company

    def commit(self, change):
        if self.left:
            self.left -= 1
            self._company.decide(ADVERT, Mode.OBSERVE)
        return self._organisation.commit(change)


def test_a_decision_made_meanwhile_stands(company):
    company.clock.move_to(at(days=8))
    end = with_organisation(company, Meanwhile(company))
    with pytest.raises(TransientError):
        end(RULEBOOK)
    assert end(RULEBOOK) == Ended(promoted=1)
    assert modes(company, at(days=9)) == {ADVERT: Mode.OBSERVE}
