"""Texts from anywhere, judged as the clauses of a regulation have them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qungui.engine.detection import detector
from qungui.model.condition import Condition, Per
from qungui.model.finding import Abstain, Hit
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.model.span import Span, Unit
from qungui.rulebook.examples import group_of
from qungui.rules.detection import Said
from tests.support.build import ADVERT, edition

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
TEXT = "产地直发的橙子，包邮到家，要的加微信下单"
MEMBER, OWNER = frozenset(), frozenset({Role.OWNER})


def under(filed_as="", *, outsiders=False, **clause):
    """A detector where the clause against adverts says *clause*."""
    law = edition()
    limited = replace(law.clause(ADVERT), **clause)
    clauses = tuple(limited if each.clause_id == ADVERT else each for each in law.clauses)
    group = group_of(law, filed_as, outsiders=outsiders)
    return detector(replace(law, clauses=clauses), group)


def unless(**condition):
    return {"unless": (Condition(**condition),)}


def when(**condition):
    return {"when": (Condition(**condition),)}


def finds(detecting, text=TEXT, previous=None, **said):
    return {each.topic for each in detecting.finds(Said(text, **said), previous)}


def is_advert(detecting, previous=None, **said):
    return "advertising" in finds(detecting, TEXT, previous, **said)


def before(*texts, sender="a", **said):
    return [
        Said(text, sender=sender, sent_at=NOON - timedelta(minutes=at), **said)
        for at, text in enumerate(texts, 1)
    ]


def test_who_may_is_told_by_the_role():
    managed = under(**unless(roles=(Role.OWNER,)))
    assert is_advert(managed, roles=MEMBER)
    assert not is_advert(managed, roles=OWNER)


def test_where_nobody_knows_the_role_the_clause_abstains():
    managed = under(**unless(roles=(Role.OWNER,)))
    assert not is_advert(managed)
    outcomes = managed.explain(Said(TEXT)).outcomes
    assert [said for topic, said in outcomes if topic == "advertising"] == [
        Abstain("本条的例外是否成立，无法得知")
    ]


def test_a_clause_for_some_groups_judges_in_those_alone():
    limited = when(kinds=("工作群",))
    assert is_advert(under("工作群", **limited))
    assert not is_advert(under("交流群", **limited))
    assert not is_advert(under(**limited))


def test_a_clause_for_groups_with_outsiders_judges_in_those_alone():
    assert is_advert(under(outsiders=True, **when(outsiders=True)))
    assert not is_advert(under(**when(outsiders=True)))


def test_what_may_be_said_once_a_day_is_counted_in_what_was_said_before():
    daily = under(**unless(times=1, per=Per.DAY))
    now = {"sender": "a", "sent_at": NOON}
    assert not is_advert(daily, [], **now)
    assert is_advert(daily, before(TEXT), **now)
    assert not is_advert(daily, before(TEXT, sender="b"), **now)
    assert not is_advert(daily, before("下午三点开会"), **now)
    assert not is_advert(daily, before(TEXT, sender=""), sent_at=NOON)


def test_without_what_was_said_before_what_is_counted_cannot_be_told():
    daily = under(**unless(times=1, per=Per.DAY))
    (said,) = [s for topic, s in daily.explain(Said(TEXT)).outcomes if topic == "advertising"]
    assert isinstance(said, Abstain)


def test_a_session_begins_when_whoever_runs_the_group_says_so():
    session = under(**when(declared=("sharing-session",)))
    opening = before("现在开始分享", roles=OWNER)
    assert is_advert(session, opening, sent_at=NOON)
    assert not is_advert(session, before("现在开始分享", roles=MEMBER), sent_at=NOON)
    ended = before("分享结束", "现在开始分享", roles=OWNER)
    assert not is_advert(session, ended, sent_at=NOON)


def test_a_red_packet_before_pays_for_an_advert():
    paid = under(**unless(after_red_packet=Span(1, Unit.HOUR)))
    packet = before("恭喜发财", kind=MessageKind.RED_PACKET)
    assert not is_advert(paid, packet, sender="a", sent_at=NOON)
    assert is_advert(paid, packet, sender="b", sent_at=NOON)


def test_time_is_that_of_the_regulations_place():
    law = replace(edition(), timezone="Europe/London")
    early = Said("早上好", sent_at=datetime(2026, 11, 25, 7, tzinfo=UTC))  # 15:00 in Shanghai
    outcomes = dict(detector(law, group_of(law)).explain(early).outcomes)
    assert isinstance(outcomes["quiet-hours"], Hit)


@pytest.mark.parametrize(
    ("text", "topic"), [("澳门娱乐城，首充一百送一百，提款秒到", "gambling"), (TEXT, "advertising")]
)
def test_what_the_clause_does_not_limit_is_found_as_anywhere(text, topic):
    assert topic in finds(under(), text)
