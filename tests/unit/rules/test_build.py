"""From a rulebook's call to a rule."""

from datetime import time

import pytest

from qungui.model.call import Call, ParameterError, parameters_of
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.rules.flooding import Flooding
from qungui.rules.political import Concern
from qungui.rules.quiet_hours import QuietHours

FLOODING = Call("flooding", {"window_seconds": 60}, {"max_messages": 8})
NIGHT = Call("quiet-hours", {"from": "22:00", "to": "07:30"}, {"notice_marks": ["【通知】"]})


def built(call, values=None):
    return build(RULE_BOOK[call.name], call, values or {})


def test_parameters_and_defaults_become_typed_fields():
    assert built(NIGHT) == QuietHours(from_=time(22), to=time(7, 30), notice_marks=("【通知】",))


def test_a_group_may_change_what_the_text_leaves_open():
    assert built(FLOODING, {"max_messages": 5}) == Flooding(window_seconds=60, max_messages=5)


def test_a_group_may_not_raise_a_limit_beyond_what_is_remembered():
    with pytest.raises(ParameterError) as caught:
        built(FLOODING, {"max_messages": 24})
    assert (caught.value.problem, caught.value.expected) == ("range", ("0", "23"))


def test_a_group_may_not_make_every_message_read_days_of_talk():
    """A page of ten minutes is one reading, and a number too great for a time span is an error."""
    call = Call("quarrel", {"min_exchanges": 6}, {"window_minutes": 10})
    for minutes in (61, 10**12):
        with pytest.raises(ParameterError, match="range"):
            built(call, {"window_minutes": minutes})


@pytest.mark.parametrize("key", ["window_seconds", "max_identical", "nonsense"])
def test_a_group_may_change_nothing_else(key):
    with pytest.raises(ParameterError) as caught:
        built(FLOODING, {key: 1})
    assert (caught.value.key, caught.value.problem) == (key, "closed")


@pytest.mark.parametrize(
    ("call", "key", "problem"),
    [
        (Call("flooding", {"max_mesages": 8}), "max_mesages", "unknown"),
        (Call("quiet-hours", {"from": "22:00"}), "to", "missing"),
        (Call("quiet-hours", {"from": "25:00", "to": "07:30"}), "from", "type"),
        (Call("quiet-hours", {"from": 22, "to": "07:30"}), "from", "type"),
        (Call("flooding", {"max_messages": "8"}), "max_messages", "type"),
        (Call("flooding", {"max_messages": True}), "max_messages", "type"),
        (Call("flooding", {"window_seconds": 601}), "window_seconds", "range"),
        (Call("flooding", {"window_seconds": -1}), "window_seconds", "range"),
        (Call("flooding", {"max_messages": 24}), "max_messages", "range"),
        (Call("flooding", {"max_identical": 24}), "max_identical", "range"),
        (Call("insult", {"words": "蠢"}), "words", "type"),
        (Call("insult", {"words": [1]}), "words", "type"),
        (Call("political", {"of": "all"}), "of", "type"),
    ],
)
def test_what_cannot_be_meant_is_named(call, key, problem):
    with pytest.raises(ParameterError) as caught:
        built(call)
    assert (caught.value.key, caught.value.problem) == (key, problem)


def test_a_choice_is_read_by_its_name():
    assert built(Call("political", {"of": "topic"})).of is Concern.TOPIC


def test_a_parameter_may_be_called_as_python_may_not():
    assert list(parameters_of(RULE_BOOK["quiet-hours"].kind))[:2] == ["from", "to"]
