"""How words stand in the picture; that it is the product's own ones, tests/architecture says."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from tools.phone_picture import columns, wrapped

MOST = 36


@given(st.text("群规不发广告，。（）“”abcR10.3 @-", min_size=1, max_size=200))
@example("9749：已收到，由未参与处理的人决定，结果会告诉您。")
def test_a_wrapped_line_fits_unless_it_is_one_word_and_loses_nothing(text):
    lines = list(wrapped(text, MOST))
    assert "".join(lines) == text
    for line in lines:
        bare = re.sub("[，。、；：！？”）》】…]+$", "", line)
        assert columns(bare) <= MOST or re.fullmatch(r"[\w.@-]+", bare, re.ASCII)
