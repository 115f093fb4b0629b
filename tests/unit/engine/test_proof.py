"""What a look at a group proves."""

import pytest

from qungui.engine.proof import shows
from qungui.model.act import Act
from qungui.model.ids import Alias
from qungui.model.roster import Look, Roster, RosterMember, look_at
from tests.support.build import group_order, person

ZHANG = person()
BOSS = Alias("userid", "boss")


@pytest.mark.parametrize(
    ("act", "look", "proved"),
    [
        (Act.RENAME, Look(name="新群名"), True),
        (Act.RENAME, Look(name="旧群名"), False),
        (Act.CHANGE_OWNER, Look(owner=Alias("userid", "ZhangSan")), True),
        (Act.CHANGE_OWNER, Look(owner=BOSS), False),
        (Act.CHANGE_OWNER, Look(), False),
        (Act.SOFT_CLOSE, Look(others=0), True),
        (Act.SOFT_CLOSE, Look(others=1), False),
        (Act.SOFT_CLOSE, Look(), False),
        (Act.SOFT_CLOSE, Look(dissolved=True), True),
        (Act.DISSOLVE, Look(dissolved=True), True),
        (Act.DISSOLVE, Look(others=0), False),
        (Act.SPEAK, Look(), None),
        (Act.MUTE, Look(), None),
        (Act.DELETE_MESSAGE, Look(), None),
        (Act.POSTING_MODE, Look(), None),
    ],
)
def test_an_act_is_proved_by_what_it_was_to_bring_about(act, look, proved):
    assert shows(group_order(act, wanted="新群名"), look, ZHANG) is proved


def test_a_roster_shows_how_many_are_in_a_group_beside_its_owner():
    members = tuple(RosterMember(alias=Alias("userid", name)) for name in ("Boss", "lisi"))
    roster = Roster(chat_id="wr1", name="群", owner=BOSS, members=members)
    assert look_at(roster) == Look(name="群", owner=BOSS, others=1)
