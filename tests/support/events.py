"""Hypothesis strategies: events of every kind, as the platform could write them."""

from typing import Any

from hypothesis import strategies as st

from qungui.adapters.wecom.bot_shapes import TOUCHES, TURNS
from qungui.model.approval_events import Approver
from qungui.model.bot_events import BotTouched, BotTurn, Quote
from qungui.model.events import CardClicked, Choice

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="￾￿")
TEXT = st.text(CHARACTERS, max_size=12)
SAID = st.text(CHARACTERS, min_size=1, max_size=12)
IDS = st.text("abcXYZ019_-@.", min_size=1, max_size=12)
NUMBERS = st.integers(0, 10**17)
HEADER = {"ToUserName": "ww1", "FromUserName": "sys", "CreateTime": "1795579200"}

st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, NUMBERS)


def whole(kind: type) -> st.SearchStrategy[Any]:
    """Any event of *kind* that the platform could write."""
    lists = {
        "members": st.lists(IDS, max_size=4).map(tuple),
        "approvers": st.lists(st.builds(Approver, IDS), max_size=4).map(tuple),
        "added": st.lists(IDS, max_size=4).map(tuple),
        "removed": st.lists(IDS, max_size=4).map(tuple),
    }
    given_ = {name: made for name, made in lists.items() if name in kind.__dataclass_fields__}
    if "choices" in kind.__dataclass_fields__:
        options = st.lists(IDS, max_size=3).map(tuple)
        one = st.builds(Choice, IDS, options) if kind is CardClicked else st.tuples(IDS, options)
        given_["choices"] = st.lists(one, max_size=3).map(tuple)
    if kind is BotTouched:
        given_["name"] = st.sampled_from(sorted(TOUCHES))
    if kind is BotTurn:
        return st.sampled_from(sorted(TURNS)).flatmap(turns)
    return st.builds(kind, **given_)


def turns(kind: str) -> st.SearchStrategy[BotTurn]:
    quotes = st.none() | st.builds(Quote, st.just("text"), TEXT)
    content = st.lists(SAID, max_size=3 if kind == "mixed" else 1).map(tuple)
    return st.builds(BotTurn, kind=st.just(kind), content=content, quote=quotes)
