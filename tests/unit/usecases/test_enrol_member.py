"""Whoever joins a group of listed people is welcomed, or told of."""

from datetime import timedelta

from qungui.model.group import GroupSettings, Mode
from qungui.model.person import Degree
from tests.support.roster_world import ADMIN, NINE, OUTSIDER, OWNER, RosterWorld


def classmates(**changes):
    made = RosterWorld("R08", **changes)
    made.know("唐欣", degree=Degree.KNOWN)
    made.show()
    return made


def posts(made):
    return [post.text for post in made.stage.power.posts]


def settled(made, at=NINE):
    made.pass_to(at + timedelta(minutes=1))


def test_whoever_is_on_the_list_is_welcomed_in_the_group_and_asked_to_agree():
    made = classmates()
    made.change("join", "唐欣", NINE, nickname="唐欣")
    made.change("join", "唐欣", NINE, nickname="唐欣")
    settled(made)
    (post,) = posts(made)
    assert "认可群规" in post
    assert "“认可”或“同意”" in post
    assert "不想进的在群里说一声" in post
    assert "唐欣" not in post
    assert made.digests() == []


def test_whoever_is_on_no_list_is_told_of_and_not_welcomed():
    made = classmates()
    made.change("join", f"李某{OUTSIDER}", NINE, nickname="保险推销 李某")
    settled(made)
    assert posts(made) == []
    (digest,) = made.digests()
    assert "不在同学名单" in digest
    assert len([*made.told(OWNER), *made.told(ADMIN)]) == 1


def test_where_nobody_need_stand_on_a_list_everybody_is_asked_whether_they_want_to_be_there():
    made = classmates(settings=GroupSettings(version=1, modes={"R08.5": Mode.OFF}))
    made.change("join", f"李某{OUTSIDER}", NINE, nickname="李某")
    settled(made)
    (post,) = posts(made)
    assert "进群凭自愿" in post
    assert "认可" not in post
    assert made.digests() == []


def test_a_second_joining_is_welcomed_anew():
    made = classmates()
    later = NINE + timedelta(days=2)
    made.change("join", "唐欣", NINE, nickname="唐欣")
    settled(made)
    made.change("leave", "唐欣", NINE + timedelta(days=1), removed=False)
    made.change("join", "唐欣", later, nickname="唐欣")
    settled(made, later)
    assert len(posts(made)) == 2


def test_where_the_clause_only_records_nobody_is_spoken_to():
    only = dict.fromkeys(("R08.5", "R08.10c"), Mode.OBSERVE)
    made = classmates(settings=GroupSettings(version=1, modes=only))
    made.change("join", "唐欣", NINE, nickname="唐欣")
    made.change("join", f"李某{OUTSIDER}", NINE, nickname=f"李某{OUTSIDER}")
    settled(made)
    assert (posts(made), made.digests()) == ([], [])
