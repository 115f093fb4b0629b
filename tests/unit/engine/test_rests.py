"""When a group rests: by every clause that binds anybody there, on every kind of day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from qungui.engine.rests import next_rest, resting
from qungui.model.call import Call
from qungui.model.condition import Condition, Day
from qungui.model.group import GroupKind, Mode, Role
from qungui.model.linked import Linked
from qungui.model.organisation import OrganisationSettings
from qungui.model.own_days import OwnDays
from tests.support.build import GROUP, NIGHT, NOON, clauses, edition, group, settings

EVE = datetime(2026, 9, 30, 4, tzinfo=UTC)  # a Wednesday noon; the holidays begin on Thursday
WORK = Call("quiet-hours", {"from": "21:00", "to": "08:00", "days": ["working-day"]})
FREE = Call("quiet-hours", {"from": "22:30", "to": "08:00", "days": ["day-off"]})


def night(*rules, **changes):
    (clause,) = (each for each in clauses() if each.clause_id == NIGHT)
    return replace(clause, **({"rules": rules} if rules else {}), **changes)


def linked(*nights, own_days=None, **changes):
    law = edition(clauses=tuple(nights) or (night(),), in_force_from=EVE - timedelta(days=365))
    chosen = OrganisationSettings() if own_days is None else OrganisationSettings(own_days=own_days)
    bound = group(**{"rules_from": EVE - timedelta(days=365), **changes})
    return Linked(bound, settings(), (law,), chosen)


def opens(found):
    return found.opens.strftime("%m-%dT%H:%M")


def test_the_next_night_is_told_with_both_its_ends():
    found = next_rest(linked(), NOON)
    assert (found.group_id, found.clause_id, found.day) == (GROUP, NIGHT, date(2026, 11, 25))
    assert found.opens == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert found.closes == datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert (found.begun, found.version) == (False, 0)


def test_a_night_under_way_is_the_next_until_it_is_over():
    tonight = next_rest(linked(), NOON)
    assert next_rest(linked(), tonight.closes - timedelta(microseconds=1)) == tonight
    assert next_rest(linked(), tonight.closes).day == date(2026, 11, 26)


def test_of_several_windows_the_first_to_open_comes_first():
    both = linked(night(WORK, FREE))
    first = next_rest(both, EVE)
    assert opens(first) == "09-30T13:00"  # 21:00, the day is worked
    second = next_rest(both, first.closes)
    assert opens(second) == "10-01T14:30"  # 22:30, a holiday
    own = linked(night(WORK, FREE), own_days=OwnDays(off=frozenset({date(2026, 9, 30)})))
    assert opens(next_rest(own, EVE)) == "09-30T14:30"


def test_a_make_up_day_is_a_working_day():
    saturday = datetime(2026, 10, 10, 4, tzinfo=UTC)
    assert opens(next_rest(linked(night(WORK, FREE)), saturday)) == "10-10T13:00"


@pytest.mark.parametrize(
    ("changes", "rests"),
    [
        ({"unless": (Condition(kinds=("部门级",)),)}, False),
        ({"unless": (Condition(kinds=("值班群",)),)}, True),
        ({"unless": (Condition(kinds=("部门级",), marked=("【紧急】",)),)}, True),
        ({"unless": (Condition(roles=(Role.OWNER,)),)}, True),
        ({"unless": (Condition(outsiders=False),)}, False),
        ({"when": (Condition(kinds=("值班群",)),)}, False),
        ({"when": (Condition(kinds=("值班群",)), Condition(outsiders=False))}, True),
        ({"when": (Condition(kinds=("部门级",), roles=(Role.OWNER,)),)}, True),
        ({"mode": Mode.OFF}, False),
    ],
)
def test_a_clause_that_binds_nobody_here_gives_no_rest(changes, rests):
    assert (next_rest(linked(night(**changes)), NOON) is not None) is rests


def test_whether_outsiders_are_there_may_be_unknown():
    bridged = linked(night(unless=(Condition(outsiders=True),)), kind=GroupKind.BRIDGE)
    assert next_rest(bridged, NOON) is not None


def test_nights_on_which_the_clause_does_not_apply_are_passed_over():
    found = next_rest(linked(night(when=(Condition(days=(Day.SUNDAY,)),))), NOON)
    assert found.day == date(2026, 11, 29)
    late = night(unless=(Condition(from_=time(21), to=time(23)),))
    assert next_rest(linked(late), NOON) is None


def test_no_rest_before_the_rules_begin():
    assert next_rest(linked(rules_from=NOON + timedelta(days=1)), NOON) is None


def test_what_the_group_sets_is_followed_where_the_text_leaves_it_open():
    opened = night(Call("quiet-hours", {"to": "07:30"}, {"from": "22:00"}))
    chosen = replace(linked(opened), settings=settings(values={NIGHT: {"from": "23:00"}}))
    assert opens(next_rest(chosen, NOON)) == "11-25T15:00"
    closed = replace(linked(), settings=settings(values={NIGHT: {"from": "23:00"}}))
    assert opens(next_rest(closed, NOON)) == "11-25T14:00"


def test_a_rule_that_cannot_be_built_gives_no_rest_and_stops_no_other():
    broken = night(Call("quiet-hours", {"from": "25:00", "to": "08:00"}), WORK)
    assert opens(next_rest(linked(broken), NOON)) == "11-25T13:00"


def test_the_mode_in_use_is_told():
    (each,) = resting(linked(night(mode=Mode.ASSIST)), NOON)
    assert (each.mode, each.rule.announce) == (Mode.ASSIST, True)
