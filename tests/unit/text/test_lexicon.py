import re
from pathlib import Path
from pkgutil import iter_modules

import pytest

from qungui.text import words
from qungui.text.lexicon import Lexicon
from qungui.text.normal import normal


def words_in(lexicon, text):
    return [text[start:end] for start, end in lexicon.spans(text)]


def test_the_longest_word_counts_and_none_inside_it():
    assert words_in(Lexicon.of("特价 特价房 价房"), "今天特价房特价") == ["特价房", "特价"]


def test_an_innocent_word_hides_the_word_it_holds():
    lexicon = Lexicon.of("出租", innocent="出租车")
    assert words_in(lexicon, "出租车，房屋出租") == ["出租"]


@pytest.mark.parametrize("words", ["", " \n ", "价"])
def test_an_empty_list_matches_nothing(words):
    assert words_in(Lexicon.of(words), "价 价格") == []


@pytest.mark.parametrize("text", ["", "价"])
def test_a_text_too_short_for_a_word_has_none(text):
    assert words_in(Lexicon.of("价格"), text) == []


NO_LISTS = {"disguised", "everyday"}  # sounds, and rows of characters
LISTS = [each.name for each in iter_modules(words.__path__) if each.name not in NO_LISTS]


@pytest.mark.parametrize("name", LISTS)
def test_our_lists_are_written_the_way_texts_are_matched(name):
    source = Path(words.__path__[0], f"{name}.py").read_text()
    listed = " ".join(re.findall(r'= """(.*?)"""', source, re.DOTALL)).split()
    assert [word for word in listed if normal(word) != word] == []
