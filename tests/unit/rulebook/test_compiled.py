import json

from qungui.rulebook.compiled import edition_from_json, edition_to_json
from tests.support.build import edition


def test_an_edition_comes_back_exactly():
    assert edition_from_json(edition_to_json(edition())) == edition()


def test_equal_editions_have_equal_text():
    ladders = dict(reversed(list(edition().ladders.items())))
    assert edition_to_json(edition(ladders=ladders)) == edition_to_json(edition())


def test_the_compiled_form_is_plain_json_with_readable_chinese():
    text = edition_to_json(edition())
    assert "公司微信群管理规定" in text
    assert json.loads(text)["edition"] == "2026-11"
