"""Those who run a group end a topic, or have a member stop: the group reads it, nobody is named."""

import pytest

from qungui.model.group import Role
from tests.support.build import NOON, at
from tests.support.floor import BIN, CLERK, FANG, HEAD, Floor


def posts(floor):
    return [post.text for post in floor.power.posts]


@pytest.mark.parametrize(("regulation", "clause_id"), [("R01", "R01.3.9"), ("R12", "R12.3.4b")])
def test_a_topic_is_ended_in_the_group_by_the_clause_that_lets_them(regulation, clause_id):
    floor = Floor(regulation)
    assert floor.asks(CLERK, "终止话题 美国大选", NOON) == "已在“门店群”里说明。"
    floor.asks(CLERK, "终止话题 美国大选", at(minutes=1), source="again")
    floor.pass_time(at(minutes=5))
    (post,) = posts(floor)
    assert post.startswith("【叫停】该话题已由管理员终止：美国大选。")
    assert f"依据 {clause_id}：" in post


@pytest.mark.parametrize(("regulation", "clause_id"), [("R01", "R01.4.3"), ("R06", "R06.3.3")])
def test_a_member_is_told_what_to_stop_and_the_group_what_belongs_there(regulation, clause_id):
    floor = Floor(regulation)
    floor.asks(CLERK, "制止 王芳 非本群内容", NOON)
    floor.pass_time(at(minutes=5))
    (told,) = floor.told(FANG)
    assert "管理人员说明：非本群内容。" in told
    assert f"依据 {clause_id}：" in told
    (post,) = posts(floor)
    assert post.startswith("【提醒】")
    assert "王芳" not in post
    assert floor.discipline(floor.group, FANG).cases == ()


@pytest.mark.parametrize("words", ["终止话题 美国大选", "制止 王芳 非本群内容", "制止 李文员 闲聊"])
def test_nobody_else_may_and_nobody_is_stopped_by_themselves(words):
    floor = Floor("R01")
    by = CLERK if "李文员" in words else BIN
    floor.asks(by, words, NOON)
    floor.pass_time(at(minutes=5))
    assert (posts(floor), floor.told(FANG)) == ([], [])


def test_whoever_leads_a_department_runs_no_group():
    floor = Floor("R01")
    assert floor.group.roles_of(HEAD.person_id) == {Role.LEADER}
    floor.asks(HEAD, "终止话题 美国大选", NOON)
    floor.pass_time(at(minutes=5))
    assert posts(floor) == []
