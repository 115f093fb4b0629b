"""Every topic by meaning, on sentences that nobody saw when its words were listed."""

import json
from pathlib import Path

import pytest

from qungui.model.call import Call
from qungui.model.finding import Clear, Hit
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from tests.support.build import facts

# what is to be found and what is to pass, by topic
TEXTS = json.loads(Path(__file__).with_name("topic_texts.json").read_text())
PARAMETERS = {
    "political": {"of": "any"},
    "vote-begging": {"kinds": ["投票", "集点赞", "砍价"]},
    "confidentiality": {"terms": ["底价", "薪酬", "并购", "客户名单"]},
}
RULES = {
    name: build(RULE_BOOK[name], Call(name, PARAMETERS.get(name, {})), {})
    for name in TEXTS["found"]
}


def each(texts):
    return [(name, text) for name, lines in TEXTS[texts].items() for text in lines]


@pytest.mark.parametrize(("name", "text"), each("found"))
def test_it_is_found(name, text):
    said = RULES[name].judge(facts(text))
    assert isinstance(said, Hit)
    assert said.span is None or said.span[0] < said.span[1] <= len(text)


@pytest.mark.parametrize(("name", "text"), each("passed"))
def test_its_neighbour_passes(name, text):
    assert isinstance(RULES[name].judge(facts(text)), Clear)
