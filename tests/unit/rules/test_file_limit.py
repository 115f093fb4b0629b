import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Clear, Hit
from qungui.model.message import MessageKind
from qungui.rules.file_limit import MEGABYTE, FileLimit
from tests.support.build import facts

LIMIT = FileLimit(max_megabytes=20)


def sent(*sizes, kind=MediaKind.FILE):
    media = tuple(Media(kind=kind, size=size, name="年报.pdf") for size in sizes)
    return facts("", kind=MessageKind.FILE, attached=media)


@pytest.mark.parametrize(("size", "hit"), [(20 * MEGABYTE, False), (20 * MEGABYTE + 1, True)])
def test_twenty_are_allowed_and_a_byte_more_acts(size, hit):
    assert isinstance(LIMIT.judge(sent(size)), Hit) is hit


def test_the_largest_of_several_counts_and_is_told():
    assert LIMIT.judge(sent(1, 30 * MEGABYTE)).reason == "文件 30.0 MB，上限 20 MB"


def test_a_size_that_nobody_told_passes():
    assert LIMIT.judge(sent(0)) == Clear()


def test_pictures_are_no_files():
    assert LIMIT.judge(sent(30 * MEGABYTE, kind=MediaKind.IMAGE)) == Clear()


def test_no_limit_matches_nothing():
    assert FileLimit().judge(sent(900 * MEGABYTE)) == Clear()
