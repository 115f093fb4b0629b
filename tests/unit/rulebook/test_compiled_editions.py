"""Whatever an edition says comes back from its compiled form."""

from dataclasses import fields
from datetime import UTC, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.model.act import SANCTIONS
from qungui.model.call import Call
from qungui.model.condition import Condition
from qungui.model.rulebook import (
    ActCall,
    Clause,
    Edition,
    Expiry,
    Ladder,
    Reset,
    Sanction,
    Section,
    Step,
)
from qungui.model.span import Span, Unit
from qungui.rulebook.compiled import edition_from_json, edition_to_json


def whole(kind, **known):
    """All fields vary, by their types where nothing is *known*: one that is new does too."""
    return st.builds(kind, **{each.name: known.get(each.name, ...) for each in fields(kind)})


def several(of):
    return st.lists(of, max_size=2).map(tuple)


NAMES = st.text(max_size=8)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), NAMES),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)
PARAMETERS = st.dictionaries(NAMES, JSON, max_size=2)
SPANS = st.builds(Span, st.integers(1, 999_999), st.sampled_from(Unit))
CLOCKS = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
CALLS = whole(Call, parameters=PARAMETERS, defaults=PARAMETERS)
ACTS = several(whole(ActCall, act=st.sampled_from(SANCTIONS), terms=PARAMETERS))
SANCTION = whole(
    Sanction,
    taken_back=st.none() | SPANS,
    acts=ACTS,
    choices=st.dictionaries(NAMES, ACTS, max_size=2),
)
CONDITIONS = several(whole(Condition, from_=CLOCKS, to=CLOCKS, after_red_packet=st.none() | SPANS))
RESETS = [each for each in Reset if each is not Reset.NEVER]
EXPIRIES = st.just(Expiry()) | whole(Expiry, reset=st.sampled_from(RESETS), span=SPANS)
LADDERS = whole(Ladder, steps=several(whole(Step, acts=ACTS)), expiry=EXPIRIES)
CLAUSES = whole(
    Clause,
    rules=several(CALLS),
    procedure=st.none() | CALLS,
    unless=CONDITIONS,
    when=CONDITIONS,
    sanction=st.none() | SANCTION,
)
EDITIONS = whole(
    Edition,
    in_force_from=st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    clauses=several(CLAUSES),
    ladders=st.dictionaries(NAMES, LADDERS, max_size=2),
    sections=several(whole(Section, sanction=st.none() | SANCTION)),
)


@settings(max_examples=50)
@given(EDITIONS)
def test_an_edition_comes_back_as_it_was_and_as_the_same_text(edition):
    text = edition_to_json(edition)
    assert edition_from_json(text) == edition
    assert edition_to_json(edition_from_json(text)) == text
