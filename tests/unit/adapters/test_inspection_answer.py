import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.inspection_answer import (
    LARGEST,
    LONGEST_LABEL,
    LONGEST_WORDS,
    MOST_LABELS,
    inspection_in,
)
from qungui.errors import TransientError
from qungui.model.inspection import Inspection

GOOD = {"v": 1, "labels": ["猫"], "words": "你好", "people": 2, "harmful": True}


def answer(**changes):
    return json.dumps({**GOOD, **changes}, ensure_ascii=False).encode()


def test_everything_that_is_told_is_taken():
    seen = Inspection(labels=frozenset({"猫"}), words="你好", people=2, harmful=True)
    assert inspection_in(answer()) == seen


def test_what_is_not_told_is_unknown():
    assert inspection_in(b'{"v": 1, "labels": []}') == Inspection()


def test_many_words_are_cut():
    assert len(inspection_in(answer(words="字" * 5000)).words) == LONGEST_WORDS


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"not JSON",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"labels": []}',
        b'{"v": 1}',
        answer(v=2),
        answer(v=True),
        answer(v="1"),
        answer(v=1.5),
        answer(colour="red"),
        answer(labels="猫"),
        answer(labels={"猫": 1}),
        answer(labels=[1]),
        answer(labels=[""]),
        answer(labels=["长" * (LONGEST_LABEL + 1)]),
        answer(labels=[str(number) for number in range(MOST_LABELS + 1)]),
        b'{"v": 1, "labels": ["\\ud800"]}',
        b'{"v": 1, "labels": [], "words": "\\udfff"}',
        answer(words=None),
        answer(words=["你"]),
        answer(people=-1),
        answer(people=True),
        answer(people=1.5),
        answer(people="2"),
        answer(people=10**30),
        answer(harmful=0),
        answer(harmful="no"),
        answer(words="x" * LARGEST),
    ],
)
def test_an_answer_that_is_not_exactly_as_agreed_is_not_believed(raw):
    with pytest.raises(TransientError):
        inspection_in(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*GOOD]), inner),
    max_leaves=8,
)


@given(st.binary(max_size=200) | JSON.map(lambda said: json.dumps(said).encode()))
def test_any_answer_is_an_inspection_or_transient(raw):
    try:
        seen = inspection_in(raw)
    except TransientError:
        return
    assert all(isinstance(label, str) for label in seen.labels)
