from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.rules.posting_mode import OnlyAdmins, PostingMode
from tests.support.build import facts, group

ON = OnlyAdmins(posting_mode=PostingMode.OWNER_ADMIN_ONLY, members_may=("浏览", "拍照发图"))


@pytest.mark.parametrize(
    "kind",
    [MessageKind.TEXT, MessageKind.VOICE, MessageKind.LINK, MessageKind.FILE, MessageKind.VIDEO],
)
def test_a_member_may_not_speak(kind):
    assert isinstance(ON.judge(facts("我说两句", kind=kind)), Hit)


@pytest.mark.parametrize("kind", [MessageKind.IMAGE, MessageKind.RECALL])
def test_pictures_and_taking_back_are_allowed(kind):
    assert ON.judge(facts("", kind=kind)) == Clear()


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT])
def test_those_who_run_the_group_may(role):
    assert ON.judge(facts("今晚停水", roles={role})) == Clear()


def test_where_nobody_is_known_to_run_the_group_anybody_may_be_who_does():
    unknown = replace(facts("我说两句"), group=group(roles={}))
    assert isinstance(ON.judge(unknown), Abstain)


def test_a_leader_alone_does_not_run_the_group():
    assert isinstance(ON.judge(facts("我说两句", roles={Role.LEADER})), Hit)


def test_an_open_group_is_open():
    assert OnlyAdmins(members_may=("发图",)).judge(facts("大家好")) == Clear()


def test_without_a_word_of_pictures_they_are_not_allowed():
    rule = OnlyAdmins(posting_mode=PostingMode.OWNER_ADMIN_ONLY)
    assert isinstance(rule.judge(facts("", kind=MessageKind.IMAGE)), Hit)
