"""Values as somebody types them."""

import pytest

from qungui.rulebook.written_values import read_values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("key=10", 10),
        ("key=true", True),
        ("key=[茶, 咖啡]", ["茶", "咖啡"]),
        ("key=[]", []),
        ("key=22:00", "22:00"),
        ("key=30 minutes", "30 minutes"),
        ("key=a=b", "a=b"),
    ],
)
def test_a_value_is_written_as_in_a_rulebook(written, value):
    assert read_values([written]) == {"key": value}


@pytest.mark.parametrize("written", [["key"], ["=1"], ["key=["], ["key=1", "key=2"]])
def test_what_is_not_so_written_is_refused(written):
    with pytest.raises(ValueError, match="写"):
        read_values(written)
