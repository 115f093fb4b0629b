"""A turn of the bot is answered once at most, and truly."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.memory.bot_voice import MemoryBotVoice
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.once import MemoryOnce
from qungui.errors import TransientError
from qungui.model.bot_events import BotCardClicked, BotTurn
from qungui.model.events import Choice
from qungui.model.ids import Alias
from qungui.model.outcome import Done, Later, Unsure
from qungui.usecases.answer_bot import AnswerBot
from qungui.usecases.answering import Answered, Said
from qungui.usecases.clicked import Clicked
from tests.support.build import GROUP, NOON, ROOM, at, edition, group, settings

URL = "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC"
CHAT = Alias("bot", "botChat1")


def turn(*content, chat=CHAT.name, **more):
    facts = {
        "message_id": "m1",
        "bot_id": "BOT",
        "chat_id": chat,
        "chat_type": "group" if chat else "single",
        "userid": "zhangsan",
        "response_url": URL,
        "kind": "text",
        "content": content or ("@群规助手 条款",),
        "quote": None,
    }
    return BotTurn(**{**facts, **more})


class Scripted:
    """A voice that says what its script says, in order."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.heard = []

    def answer(self, url, text):
        self.heard.append(text)
        return self.outcomes.pop(0)


class Desk:
    def __init__(self, voice=None, command=lambda _: None):
        self.clock = ManualClock(NOON)
        self.directory = MemoryDirectory()
        self.directory.publish(edition())
        self.voice = voice or MemoryBotVoice(open={URL})
        self.answer = AnswerBot(
            directory=self.directory,
            once=MemoryOnce(),
            voice=self.voice,
            clock=self.clock,
            command=command,
        )

    def link(self, alias=CHAT):
        self.directory.link(group(aliases=(ROOM, alias)), settings())
        return self

    def said(self):
        return self.voice.said[URL]


def test_a_turn_in_a_linked_group_is_told_its_regulation_and_edition():
    desk = Desk().link()
    assert desk.answer(turn(), NOON) is Answered.ANSWERED
    assert f"《{edition().title}》{edition().edition}版" in desk.said()
    assert group().name in desk.said()


@pytest.mark.parametrize("kind", ["bot", "room", "chat", "appchat"])
def test_a_group_is_found_by_any_name_that_equals_the_bots(kind):
    desk = Desk().link(Alias(kind, CHAT.name))
    desk.answer(turn(), NOON)
    assert group().name in desk.said()


def test_a_turn_in_an_unlinked_group_says_so_and_how_to_link_it():
    desk = Desk()
    assert desk.answer(turn(), NOON) is Answered.ANSWERED
    assert "尚未" in desk.said()
    assert f"bot:{CHAT.name}" in desk.said()
    desk.directory.link(group(), settings())
    desk.directory.attach(GROUP, CHAT)
    again = turn(message_id="m2")
    desk.voice.open.add(URL)
    desk.answer(again, NOON)
    assert group().name in desk.said()


def test_one_to_one_the_companys_regulations_are_told():
    desk = Desk()
    desk.answer(turn("条款", chat=""), NOON)
    assert edition().title in desk.said()
    assert edition().clauses[0].text in desk.said()


def test_one_to_one_a_command_is_answered_as_the_app_answers_it():
    taken = []
    desk = Desk(command=lambda said: taken.append(said) or "已办")
    assert desk.answer(turn("申诉 3", "我没发广告", chat=""), NOON) is Answered.ANSWERED
    assert desk.said() == "已办"
    words = "申诉 3\n我没发广告"
    assert taken == [Said(userid="zhangsan", words=words, source="bot BOT m1", at=NOON)]


def test_in_a_group_nobody_gives_commands():
    desk = Desk(command=lambda _: "已办").link()
    desk.answer(turn("@群规助手 我的记录"), NOON)
    assert "已办" not in desk.said()


def test_a_turn_delivered_twice_is_answered_once():
    desk = Desk(Scripted(Done())).link()
    outcomes = [desk.answer(turn(), NOON) for _ in range(3)]
    assert outcomes == [Answered.ANSWERED, Answered.REPEATED, Answered.REPEATED]
    assert len(desk.voice.heard) == 1


def test_what_was_not_begun_is_tried_again_with_the_next_delivery():
    desk = Desk(Scripted(Later(at(seconds=10), "errcode -1"), Done())).link()
    with pytest.raises(TransientError, match="errcode -1"):
        desk.answer(turn(), NOON)
    assert desk.answer(turn(), NOON) is Answered.ANSWERED


def test_what_may_have_been_heard_is_never_repeated():
    desk = Desk(Scripted(Unsure("cut"))).link()
    assert desk.answer(turn(), NOON) is Answered.UNANSWERED
    assert desk.answer(turn(), NOON) is Answered.REPEATED


def test_an_answer_that_could_only_be_given_after_the_hour_is_given_up():
    desk = Desk(Scripted(Later(at(hours=1), "budget"))).link()
    assert desk.answer(turn(), NOON) is Answered.UNANSWERED


@pytest.mark.parametrize(("minutes", "came"), [(59, Answered.ANSWERED), (60, Answered.UNANSWERED)])
def test_a_turn_is_answered_within_its_hour(minutes, came):
    desk = Desk(Scripted(Done())).link()
    desk.clock.move_to(at(minutes=minutes))
    assert desk.answer(turn(), NOON) is came


@pytest.mark.parametrize("url", ["", "https://example.invalid/x"])
def test_a_turn_without_an_address_of_the_platforms_is_left_unanswered(url):
    desk = Desk().link()
    assert desk.answer(turn(response_url=url), NOON) is Answered.UNANSWERED
    assert desk.voice.said == {}


def test_a_spent_address_is_harmless():
    desk = Desk(MemoryBotVoice(spent={URL})).link()
    assert desk.answer(turn(), NOON) is Answered.UNANSWERED


def clicked(**more):
    facts = {
        "message_id": "m1",
        "bot_id": "BOT",
        "chat_id": CHAT.name,
        "userid": "zhangsan",
        "response_url": URL,
        "key": "removed#g#p",
        "task_id": "order-0",
        "card_type": "button_interaction",
        "choices": (("q1", ("o1",)),),
    }
    return BotCardClicked(**{**facts, **more})


def test_a_card_of_the_bots_is_taken_as_one_of_the_apps_and_answered_where_it_may_be():
    desk, taken = Desk(), []

    def take(event):
        taken.append(event)
        return Clicked.WRONG_PERSON

    assert desk.answer.clicked(clicked(), NOON, take) is Clicked.WRONG_PERSON
    (event,) = taken
    assert (event.key, event.task_id, event.response_code) == ("removed#g#p", "order-0", "")
    assert event.choices == (Choice("q1", ("o1",)),)
    assert desk.said() == "请由群主处理"


def test_a_click_without_an_address_is_taken_all_the_same():
    desk = Desk()
    came = desk.answer.clicked(clicked(response_url=""), NOON, lambda _: Clicked.TAKEN)
    assert came is Clicked.TAKEN
    assert desk.voice.said == {}


@given(st.lists(st.sampled_from(["later", "done", "unsure"]), min_size=1, max_size=6))
def test_whatever_happens_nobody_hears_two_answers(script):
    outcomes = {"later": Later(at(seconds=1), "busy"), "done": Done(), "unsure": Unsure("cut")}
    desk = Desk(Scripted(*(outcomes[each] for each in script))).link()
    for _ in range(len(script)):
        try:
            desk.answer(replace(turn()), NOON + timedelta(0))
        except TransientError:
            continue
    played = script[: len(desk.voice.heard)]
    assert sum(each != "later" for each in played) <= 1
