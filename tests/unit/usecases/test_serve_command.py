"""Words to the desk: read, carried out for whoever may, answered once."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.once import MemoryOnce
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.wecom.events import event_from
from qungui.desk import answers
from qungui.desk.commands import COMMANDS
from qungui.desk.meaning import Command
from qungui.desk.verbs import Verb
from qungui.errors import TransientError
from qungui.model.events import AppTouched, Touch
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.outcome import Later, Refused, Unsure
from qungui.model.typed_events import TextTyped, Typed
from qungui.usecases.answering import Answered, Said
from qungui.usecases.serve_command import ServeCommand
from tests.support.build import NOON, PERSON, ZHANG, at, edition, group, person, settings

WECOM = Path(__file__).parents[3] / "events/wecom"
BOSS = person(Alias("userid", "boss")).person_id
OTHERS = [verb for verb in Verb if verb is not Verb.HELP]


def words(content="帮助", message_id="7300000000000000001", sender="zhangsan"):
    return TextTyped(sender=sender, message_id=message_id, agent_id="1000002", content=content)


def pressed(key, userid="zhangsan"):
    return AppTouched(touch=Touch.CLICK, userid=userid, key=key, agent_id="1000002")


class Desk:
    """A desk whose every command says that it was carried out, and remembers it."""

    def __init__(self, *verbs):
        self.clock = ManualClock(NOON)
        self.directory = MemoryDirectory()
        self.directory.publish(edition())
        self.messenger = MemoryMessenger(self.clock)
        self.carried_out = []
        self.serve = ServeCommand(
            directory=self.directory,
            people=MemoryPeople(),
            once=MemoryOnce(),
            messenger=self.messenger,
            clock=self.clock,
            handlers=dict.fromkeys(verbs, self.carry_out),
        )

    def carry_out(self, asked):
        groups = [linked.group.name for linked in asked.groups]
        self.carried_out.append((asked.command, groups, asked.said.source))
        return "已办"

    def link(self, number, name, **roles):
        """A group whose *roles* are held by people's ids."""
        held = {Role(role): (who,) for role, who in roles.items()}
        aliases = (Alias("room", f"wr{number}"),)
        made = group(group_id=f"group-{number}", name=name, aliases=aliases, roles=held)
        self.directory.link(made, settings())
        return self

    def told(self):
        return [told.text for told in self.messenger.told]

    def said(self):
        """The last answer, without the second that it ends with."""
        return self.told()[-1].rpartition("\n")[0]


def test_help_is_answered_with_the_commands_that_can_be_carried_out():
    desk = Desk(Verb.APPEAL)
    assert desk.serve(words("帮助"), NOON) is Answered.ANSWERED
    assert "申诉 3 我没发广告" in desk.said()
    assert "我的记录" not in desk.said()


def test_help_is_for_those_commands_that_the_asker_may_use():
    desk = Desk(Verb.APPEAL, Verb.CONFIRM)
    desk.serve(words("帮助"), NOON)
    assert "确认 3 严重" not in desk.said()
    desk.link(1, "市场部群", owner=PERSON)
    desk.serve(words("帮助", message_id="2"), NOON)
    assert "确认 3 严重" in desk.said()


def test_help_with_one_command_tells_it_to_whoever_may_use_it():
    desk = Desk(Verb.CONFIRM).link(1, "市场部群", owner=PERSON)
    desk.serve(words("怎么确认"), NOON)
    assert desk.said().startswith("【确认】")
    desk.serve(words("怎么确认", message_id="2", sender="lisi"), NOON)
    assert desk.said().startswith("【群规助手】")


@pytest.mark.parametrize("verb", OTHERS)
def test_a_command_that_cannot_be_carried_out_says_so_and_does_nothing(verb):
    desk = Desk()
    example = next(spec.example for spec in COMMANDS if spec.verb is verb)
    assert desk.serve(words(example), NOON) is Answered.ANSWERED
    assert "还不能用" in desk.said()
    assert "没有产生任何效果" in desk.said()


def test_help_with_a_command_that_cannot_be_carried_out_says_so():
    desk = Desk()
    desk.serve(words("帮助 申诉"), NOON)
    assert "还不能用" in desk.said()


def test_a_command_is_carried_out_with_all_that_was_said():
    desk = Desk(Verb.APPEAL)
    assert desk.serve(words("申訴３，我没发广告"), NOON) is Answered.ANSWERED
    (done,) = desk.carried_out
    assert done[0] == Command(verb=Verb.APPEAL, numbers=(3,), text="我没发广告")
    assert desk.said() == "已办"


@pytest.mark.parametrize("role", ["owner", "administrator", "admin_department"])
def test_whoever_holds_the_role_in_a_group_may(role):
    desk = Desk(Verb.CONFIRM).link(1, "市场部群", **{role: PERSON}).link(2, "销售群", owner=BOSS)
    desk.serve(words("确认 3"), NOON)
    assert desk.carried_out[0][1] == ["市场部群"]


def test_whoever_holds_another_role_or_none_may_not():
    desk = Desk(Verb.CONFIRM, Verb.ALLOW).link(1, "市场部群", leader=PERSON, owner=BOSS)
    desk.serve(words("确认 3"), NOON)
    assert "群主、管理员、管理部门" in desk.said()
    desk.serve(words("准许 3", message_id="2"), NOON)
    assert desk.said().startswith("“准许”由群主、管理员、管理部门使用")
    assert desk.carried_out == []


def test_a_command_of_everybodys_reaches_the_groups_that_name_them():
    desk = Desk(Verb.MY_RECORD).link(1, "市场部群", owner=BOSS).link(2, "销售群", owner=BOSS)
    book = MemoryGroupBook(desk.directory)
    read = book.known(book.register(Alias("room", "wr2"), None, NOON))
    assert book.replace(read, replace(read, members={PERSON: Member(alias=ZHANG)}))
    desk.serve(words("我的记录"), NOON)
    assert desk.carried_out[0][1] == ["销售群"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("市场部群", ["市场部群"]),
        ("市场部", ["市场部群"]),
        ("市場部群", ["市场部群"]),
        ("“市场部 群”", ["市场部群"]),
        ("市场", ["市场部群", "市场二部群"]),
        ("二部", ["市场二部群"]),
    ],
)
def test_a_group_is_found_by_its_name_or_a_part_of_it(written, found):
    desk = Desk(Verb.TODO)
    for number, name in enumerate(["市场部群", "市场二部群", "销售群"]):
        desk.link(number, name, owner=PERSON)
    desk.serve(words(f"待办 @{written}"), NOON)
    assert desk.carried_out[0][1] == found


def test_a_group_that_is_not_theirs_is_not_found_and_theirs_are_told():
    desk = Desk(Verb.TODO).link(1, "市场部群", owner=PERSON).link(2, "销售群", owner=BOSS)
    desk.serve(words("待办 @销售群"), NOON)
    assert desk.carried_out == []
    assert "“销售群”" in desk.said()
    assert "可以写：“市场部群”" in desk.said()


def test_a_group_to_come_back_into_need_not_be_ones_own():
    desk = Desk(Verb.REJOIN).link(1, "市场部群", owner=BOSS)
    desk.serve(words("申请回群 @市场部群 已学群规"), NOON)
    assert desk.carried_out[0][0].group == "市场部群"


def test_what_is_unclear_is_asked_back_with_what_the_writer_may_use():
    desk = Desk(Verb.APPEAL, Verb.CONFIRM)
    desk.serve(words("申诉"), NOON)
    assert desk.said().startswith("“申诉”还缺理由。\n例如：申诉 3 我没发广告")
    desk.serve(words("确任 3", message_id="2"), NOON)
    assert desk.said() == answers.NOT_UNDERSTOOD
    assert desk.carried_out == []


@pytest.mark.parametrize("content", ["今天下午开会", "👍", "x" * 70_000])
def test_what_is_no_command_is_answered_all_the_same(content):
    desk = Desk()
    assert desk.serve(words(content), NOON) is Answered.ANSWERED
    assert "帮助" in desk.said()


@pytest.mark.parametrize("name", ["image", "voice", "video", "location", "link"])
def test_what_is_no_text_is_asked_for_as_text(name):
    desk = Desk()
    event = event_from((WECOM / f"typed_{name}.xml").read_text())
    assert isinstance(event, Typed)
    assert desk.serve(event, NOON) is Answered.ANSWERED
    assert desk.said() == answers.ONLY_WORDS


@pytest.mark.parametrize("key", ["my-record", "我的记录", "jl"])
def test_a_key_of_the_menu_is_the_command_of_that_name_or_verb(key):
    desk = Desk(Verb.MY_RECORD)
    assert desk.serve(pressed(key), NOON) is Answered.ANSWERED
    assert desk.carried_out[0][0] == Command(verb=Verb.MY_RECORD)


def test_a_message_delivered_again_is_answered_once():
    desk = Desk()
    outcomes = [desk.serve(words(), NOON) for _ in range(3)]
    assert outcomes == [Answered.ANSWERED, Answered.REPEATED, Answered.REPEATED]
    assert len(desk.told()) == 1


def test_a_press_delivered_again_is_answered_once_and_another_press_again():
    desk = Desk(Verb.TODO)
    assert desk.serve(pressed("帮助"), NOON) is Answered.ANSWERED
    assert desk.serve(pressed("帮助"), NOON) is Answered.REPEATED
    assert desk.serve(pressed("帮助"), at(seconds=1)) is Answered.ANSWERED
    assert len(desk.told()) == 2


def test_the_same_question_a_minute_later_is_answered_though_the_platform_drops_the_same_text():
    desk = Desk()
    desk.serve(words(message_id="1"), NOON)
    desk.serve(words(message_id="2"), at(minutes=1))
    first, second = desk.told()
    assert first.endswith("（12:00:00）")
    assert second.endswith("（12:01:00）")


@pytest.mark.parametrize("outcome", [Later(at(seconds=10), "busy"), Unsure("cut")])
def test_what_may_not_have_been_heard_is_said_again_with_the_next_delivery(outcome):
    desk = Desk()
    desk.messenger.answers.append(outcome)
    with pytest.raises(TransientError):
        desk.serve(words(), NOON)
    assert desk.serve(words(), NOON) is Answered.ANSWERED


def test_whoever_the_app_does_not_reach_is_left_unanswered():
    desk = Desk()
    desk.messenger.answers.append(Refused(81013))
    assert desk.serve(words(), NOON) is Answered.UNANSWERED
    assert desk.serve(words(), NOON) is Answered.REPEATED


def test_an_answer_that_fails_loses_no_command():
    desk = Desk(Verb.APPEAL)
    desk.messenger.answers.append(Unsure("cut"))
    with pytest.raises(TransientError):
        desk.serve(words("申诉 冤枉啊"), NOON)
    desk.serve(words("申诉 冤枉啊"), NOON)
    (first, again) = desk.carried_out
    assert first == again  # with the same source, by which whoever carries it out knows it again


def said(content):
    return Said(userid="zhangsan", words=content, source="bot B m1", at=NOON)


def test_elsewhere_a_command_is_answered_and_anything_else_is_left():
    desk = Desk(Verb.APPEAL)
    assert desk.serve.answer(said("申诉 冤枉啊")) == "已办"
    assert "还缺理由" in desk.serve.answer(said("申诉"))
    assert desk.serve.answer(said("3.10")) is None
    assert desk.serve.answer(said("")) is None
    assert desk.told() == []


@given(st.text(), st.text(max_size=5))
def test_any_words_are_answered(content, key):
    desk = Desk(*OTHERS).link(1, "市场部群", owner=PERSON)
    assert desk.serve(words(content), NOON) is Answered.ANSWERED
    assert desk.serve(pressed(key), NOON) is Answered.ANSWERED
