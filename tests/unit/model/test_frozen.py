"""A frozen value does what a frozen dataclass does."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from qungui.model.frozen import frozen


@frozen
class Place:
    """A place."""

    name: str
    size: int = 1
    notes: Mapping[str, str] = field(default_factory=dict)


@frozen(kw_only=True)
class Named(Place):
    """Inherits what is given by position."""

    secret: str = field(repr=False)
    seen: int = field(default=0, compare=False)


@frozen
class Worked:
    """Works something out."""

    text: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.text))


@frozen
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    size: int = 1
    notes: Mapping[str, str] = field(default_factory=dict)


@pytest.mark.parametrize("kind", [Place, Plain])
def test_a_value_is_made_by_position_and_by_name(kind):
    assert kind("hall", 2) == kind(size=2, name="hall")
    assert kind("hall").size == 1
    assert kind("hall").notes == {}
    assert kind("hall").notes is not kind("hall").notes


@pytest.mark.parametrize("kind", [Place, Plain])
@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", 1, {}, 2), {}), (("a",), {"name": "b"}), (("a",), {"b": 1})],
)
def test_a_call_that_does_not_fit_is_refused(kind, given, named):
    with pytest.raises(TypeError):
        kind(*given, **named)


@pytest.mark.parametrize("kind", [Place, Plain])
@pytest.mark.parametrize("name", ["name", "size", "other"])
def test_nothing_of_it_changes(kind, name):
    value = kind("hall")
    with pytest.raises((FrozenInstanceError, TypeError)):  # a dataclass trips over an unknown name
        setattr(value, name, "x")
    with pytest.raises((FrozenInstanceError, TypeError)):
        delattr(value, name)
    assert value == kind("hall")
    assert not hasattr(value, "__dict__")


def test_equal_are_those_of_one_kind_that_say_the_same():
    assert Place("hall") != Place("hall", 2)
    assert Place("hall") != Plain("hall")
    assert Named("hall", secret="a") != Place("hall")
    assert Named("hall", secret="a", seen=1) == Named("hall", secret="a", seen=2)
    assert Nothing() == Nothing()
    assert len({Worked("a"), Worked("a"), Worked("b"), Nothing(), Nothing()}) == 3


def test_a_field_by_name_is_taken_by_name_only():
    with pytest.raises(TypeError):
        Named("hall", 1, {}, "a")


def test_it_shows_what_may_be_shown():
    assert repr(Named("hall", secret="a")) == "Named(name='hall', size=1, notes={}, seen=0)"
    assert repr(Place("hall")) == repr(Plain("hall")).replace("Plain", "Place")


def test_it_is_a_dataclass_to_those_that_ask():
    assert [each.name for each in fields(Place)] == ["name", "size", "notes"]
    assert replace(Place("hall"), size=3) == Place("hall", 3)
    assert Place.__match_args__ == ("name", "size", "notes")


def test_a_field_may_be_worked_out():
    assert Worked("hall").length == 4
    assert replace(Worked("hall"), text="h").length == 1
    with pytest.raises(TypeError):
        Worked("hall", 4)
