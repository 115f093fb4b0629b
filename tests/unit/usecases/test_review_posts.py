"""A post that claims to be official, held against the word of those who may let one out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.model.act import Act
from qungui.model.group import Role
from qungui.notices.reports import UNREVIEWED, to_management
from qungui.usecases.move_member import MoveMember
from qungui.usecases.review_posts import ReviewPosts
from tests.support.build import GROUP, NOON, at, edition, facts, group, person, settings

POST = "【公司公告】即日起食堂改到二楼"
YES = "审核通过，可以发布"


class Board:
    def __init__(self):
        self.ledger, self.sent = MemoryLedger(), MemorySentRegister()
        directory = MemoryDirectory()
        directory.publish(edition())
        directory.link(group(), settings())
        self._review = ReviewPosts(
            tally=MemoryTally(),
            sent=self.sent,
            move=MoveMember(
                ledger=self.ledger, directory=directory, clock=ManualClock(at(hours=1))
            ),
            clause_id="R14.8a",
            claims=("公告",),
        )

    def says(self, text, *roles, after=timedelta(), **changes):
        said = facts(text, roles=roles, sent_at=NOON + after, **changes)
        self._review(replace(said, person_id=person().person_id))

    @property
    def told(self):
        return self.ledger.discipline(GROUP, "").orders


def test_a_post_that_nobody_let_out_is_told_of_once():
    board = Board()
    board.says(POST)
    board.says(POST)
    (order,) = board.told
    assert (order.act, order.wanted, order.asked) == (Act.REPORT, UNREVIEWED, "")
    text = to_management(order, group(), person())
    assert "正式信息未经审核" in text
    assert "R14.8a" in text


@pytest.mark.parametrize("role", [Role.LEADER, Role.OWNER, Role.ADMIN_DEPARTMENT])
def test_whoever_may_let_one_out_does_so_for_a_day(role):
    board = Board()
    board.says(YES, role, message_id="m0")
    board.says(POST, after=timedelta(hours=23), message_id="m1")
    assert board.told == ()
    board.says(POST, after=timedelta(hours=24), message_id="m2")
    assert len(board.told) == 1


def test_a_word_that_comes_after_the_post_or_of_another_member_lets_nothing_out():
    board = Board()
    board.says(YES, message_id="m0")
    board.says(YES, Role.LEADER, after=timedelta(minutes=2), message_id="m1")
    board.says(POST, after=timedelta(minutes=1), message_id="m2")
    assert len(board.told) == 1


@pytest.mark.parametrize("role", Role)
def test_those_who_may_let_one_out_need_nobody(role):
    board = Board()
    board.says(POST, role)
    assert board.told == ()


def test_talk_and_our_own_posts_are_left_alone():
    board = Board()
    board.says("公告栏坏了，谁去修")
    board.sent.note(GROUP, POST, NOON)
    board.says(POST)
    assert board.told == ()
