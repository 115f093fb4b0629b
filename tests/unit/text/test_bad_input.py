"""Texts that nobody writes in earnest: read in one pass, never a crash, never a find in nothing."""

import pytest

from qungui.model.call import Call
from qungui.model.finding import Hit
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.text.normal import normal, original_span
from tests.support.build import facts

ROWS = {
    "empty": "",
    "one letter": "哈" * 100_000,
    "words": "微信" * 50_000,
    "emoji": "🙂👨‍👩‍👧" * 5_000,
    "surrogates": "\ud800\udc00\udfff中" * 5_000,
    "right to left": "\u202eابجد \u2067שלום\u2069 兼职 " * 3_000,
    "combining marks": "兼" + "\u0301" * 10_000 + "职",
    "separators": "中" + " -" * 20_000 + "文",
    "letters apart": "v x " * 20_000,
    "pinyin": "wei xin " * 10_000,
    "a long run of letters": "xian" * 20_000,
    "parts": "讠人亻言" * 10_000,
    "figures": "①二3" * 20_000,
}


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS)
def test_any_text_is_read_and_leads_back(text):
    plain = normal(text)
    if plain:
        first, last = original_span(text, (0, len(plain)))
        assert 0 <= first < last <= len(text)


def test_marks_on_letters_hide_nothing():
    assert normal(ROWS["combining marks"]) == "兼职"


@pytest.mark.parametrize("text", ["", "\ud800", "🙂" * 50, "\u0301" * 50])
@pytest.mark.parametrize("words", [[], [""], [" ", "\u200b"]])
def test_a_list_of_nothing_finds_nothing(text, words):
    rule = build(RULE_BOOK["insult"], Call("insult", {"words": words}), {})
    assert not isinstance(rule.judge(facts(text)), Hit)
