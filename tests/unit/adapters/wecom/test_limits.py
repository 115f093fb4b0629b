"""Texts cut to the platform's limits."""

from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.wecom.limits import within_bytes, within_characters

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, st.integers(3, 60))
def test_a_text_fits_its_bytes_and_is_cut_visibly(text, limit):
    got = within_bytes(text, limit)
    assert len(got.encode()) <= limit
    assert got == text or (got.endswith("…") and text.startswith(got[:-1]))


@given(TEXTS, st.integers(1, 60))
def test_a_text_fits_its_characters_and_is_cut_visibly(text, limit):
    got = within_characters(text, limit)
    assert len(got) <= limit
    assert got == text or (got.endswith("…") and text.startswith(got[:-1]))


def test_a_text_that_fits_stays_as_it_is():
    assert within_bytes("群规", 6) == within_characters("群规", 2) == "群规"
