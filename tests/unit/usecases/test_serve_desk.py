"""Contacts and outsiders: who they are, and what becomes of them."""

from pathlib import Path

import pytest

from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.wecom.events import event_from
from qungui.errors import TransientError
from qungui.model.bot_events import BotTouched
from qungui.model.events import (
    CardClicked,
    ExternalChange,
    ExternalContactChanged,
    Notice,
    PlatformWarned,
    UserCreated,
    UserDeleted,
    UserUpdated,
)
from qungui.model.ids import Alias
from qungui.model.person import Degree
from qungui.usecases.answering import Answered
from qungui.usecases.clicked import Clicked
from qungui.usecases.serve_desk import Desked, ServeDesk
from tests.support.build import NOON, ZHANG, at, person

WECOM = Path(__file__).parents[3] / "events/wecom"
OUTSIDER = Alias("external", "wmBBBBcustomer000000000000000001")


@pytest.fixture
def people():
    return MemoryPeople()


def desk(people, **parts):
    """Without the parts that are not named, nothing can be handed on."""
    whole = {"people": people, "click": None, "bot": None, "command": None}
    return ServeDesk(**{**whole, "handover": lambda *_: (), **parts})


@pytest.fixture
def serve(people):
    return desk(people, click=lambda _: Clicked.SKIPPED)


def outsider(change, external="wmBBBBcustomer000000000000000001"):
    return ExternalContactChanged(
        change=change,
        userid="zhangsan",
        external_userid=external,
        state="",
        welcome_code="",
        source="",
        fail_reason="",
    )


def renamed(old="zhangsan", new="zhangsan001"):
    return UserUpdated(userid=old, new_userid=new, departments=())


def test_new_staff_are_known(serve, people):
    assert serve(UserCreated(userid="ZhangSan", departments=(1,)), NOON) is Desked.RECORDED
    known = people.resolve(ZHANG)
    assert (known.degree, known.userid, known.left_at) == (Degree.KNOWN, "zhangsan", None)


def test_whoever_left_is_remembered_as_having_left_and_asked_after(people):
    asked = []
    serve = desk(people, handover=lambda *what: asked.append(what))
    serve(UserDeleted(userid="zhangsan"), NOON)
    assert people.resolve(ZHANG).left_at == NOON
    assert asked == [(people.resolve(ZHANG).person_id, NOON)]


def test_whoever_is_hired_again_has_not_left(serve, people):
    serve(UserDeleted(userid="zhangsan"), NOON)
    serve(UserCreated(userid="zhangsan", departments=(1,)), at(days=90))
    assert people.resolve(ZHANG).left_at is None


def test_a_hiring_that_arrives_after_a_later_leaving_changes_nothing(serve, people):
    serve(UserDeleted(userid="zhangsan"), at(days=90))
    serve(UserCreated(userid="zhangsan", departments=(1,)), NOON)
    assert people.resolve(ZHANG).left_at == at(days=90)


def test_a_renamed_userid_is_the_same_person_also_when_told_twice(serve, people):
    people.record(person())
    for _ in range(2):
        assert serve(renamed(), NOON) is Desked.RECORDED
    new = people.resolve(Alias("userid", "zhangsan001"))
    assert new.person_id == person().person_id
    assert new.userid == "zhangsan001"
    assert people.resolve(ZHANG).person_id == person().person_id


def test_a_new_userid_that_is_somebody_elses_is_left_to_a_person(serve, people):
    people.record(person())
    people.record(person(Alias("userid", "zhangsan001")))
    with pytest.raises(TransientError):
        serve(renamed(), NOON)


def test_an_outsider_is_a_person_by_their_external_id(serve, people):
    assert serve(outsider(ExternalChange.ADDED), NOON) is Desked.RECORDED
    known = people.resolve(OUTSIDER)
    assert (known.degree, known.userid, known.consented_at) == (Degree.UNKNOWN, None, None)


def test_an_outsiders_consent_to_the_archive_is_recorded(serve, people):
    serve(outsider(ExternalChange.CONSENTED), NOON)
    serve(outsider(ExternalChange.EDITED), NOON)
    assert people.resolve(OUTSIDER).consented_at == NOON


def test_a_change_that_names_no_outsider_is_noted(serve):
    assert serve(outsider(ExternalChange.DELETED, external=""), NOON) is Desked.NOTED


@pytest.mark.parametrize("notice", Notice)
def test_a_warning_of_the_platform_alarms_and_its_end_does_not(serve, notice):
    over = notice in {Notice.INACTIVE_OVER, Notice.LOW_OVER}
    event = PlatformWarned(notice=notice, effect_at=0, agent_id="1")
    assert serve(event, NOON) is (Desked.NOTED if over else Desked.WARNED)


@pytest.mark.parametrize(
    ("clicked", "desked"),
    [
        (Clicked.TAKEN, Desked.CLICK_TAKEN),
        (Clicked.SKIPPED, Desked.CLICK_SKIPPED),
        (Clicked.WRONG_PERSON, Desked.CLICK_SKIPPED),
    ],
)
def test_a_click_is_taken_or_skipped(people, clicked, desked):
    click = CardClicked(
        userid="boss",
        key="",
        task_id="",
        card_type="",
        response_code="",
        agent_id="",
        choices=(),
    )
    assert desk(people, click=lambda _: clicked)(click, NOON) is desked


def test_anything_else_is_noted(serve):
    touched = BotTouched(message_id="", bot_id="", chat_id="", userid="", name="enter_chat")
    assert serve(touched, NOON) is Desked.NOTED


class Bot:
    """Answers nothing; says what its turns and clicks come to."""

    def __init__(self, answered=None):
        self._answered = answered

    def __call__(self, turn, at):
        return self._answered

    def clicked(self, event, at, take):
        return take(event)


@pytest.mark.parametrize(
    ("answered", "desked"),
    [
        (Answered.ANSWERED, Desked.BOT_ANSWERED),
        (Answered.REPEATED, Desked.BOT_REPEATED),
        (Answered.UNANSWERED, Desked.BOT_UNANSWERED),
    ],
)
def test_a_turn_of_the_bot_is_answered_or_not(people, answered, desked):
    turn = event_from((WECOM / "bot_text_with_quote.json").read_text())
    assert desk(people, bot=Bot(answered))(turn, NOON) is desked


def test_a_click_on_a_card_of_the_bots_is_taken(people):
    click = event_from((WECOM / "bot_card_clicked.json").read_text())
    serve = desk(people, click=lambda _: Clicked.TAKEN, bot=Bot())
    assert serve(click, NOON) is Desked.CLICK_TAKEN


@pytest.mark.parametrize("name", ["typed_text", "typed_voice", "menu_clicked"])
@pytest.mark.parametrize(
    ("answered", "desked"),
    [
        (Answered.ANSWERED, Desked.WORDS_ANSWERED),
        (Answered.REPEATED, Desked.WORDS_REPEATED),
        (Answered.UNANSWERED, Desked.WORDS_UNANSWERED),
    ],
)
def test_words_to_the_app_and_keys_of_its_menu_are_answered_or_not(people, name, answered, desked):
    event = event_from((WECOM / f"{name}.xml").read_text())
    assert desk(people, command=lambda *_: answered)(event, NOON) is desked


@pytest.mark.parametrize("name", ["app_entered", "menu_link_opened", "mini_program_opened"])
def test_whoever_only_looks_says_nothing(serve, name):
    assert serve(event_from((WECOM / f"{name}.xml").read_text()), NOON) is Desked.NOTED
