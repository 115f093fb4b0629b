import pytest

from tests.support.build import GROUP, at


@pytest.mark.parametrize("minutes", [-10, 0, 10])
def test_our_own_post_is_known_for_ten_minutes_around_it(stores, minutes):
    stores.sent.note(GROUP, "请勿发广告", at())
    assert stores.sent.is_ours(GROUP, "请勿发广告", at(minutes=minutes))


@pytest.mark.parametrize("minutes", [-10.1, 10.1])
def test_the_same_words_at_another_time_are_a_members_own(stores, minutes):
    stores.sent.note(GROUP, "请勿发广告", at())
    assert not stores.sent.is_ours(GROUP, "请勿发广告", at(minutes=minutes))


def test_other_words_and_other_groups_are_not_ours(stores):
    stores.sent.note(GROUP, "请勿发广告", at())
    assert not stores.sent.is_ours(GROUP, "请勿发广告！", at())
    assert not stores.sent.is_ours("group-2", "请勿发广告", at())


def test_posting_the_same_words_again_keeps_the_earlier_post_known(stores):
    stores.sent.note(GROUP, "请勿发广告", at())
    stores.sent.note(GROUP, "请勿发广告", at(hours=1))
    assert stores.sent.is_ours(GROUP, "请勿发广告", at(minutes=5))
    assert stores.sent.is_ours(GROUP, "请勿发广告", at(minutes=65))


def test_line_ends_and_outer_spaces_do_not_hide_our_post(stores):
    stores.sent.note(GROUP, "第一行\n第二行", at())
    assert stores.sent.is_ours(GROUP, "第一行\r\n第二行 ", at())
