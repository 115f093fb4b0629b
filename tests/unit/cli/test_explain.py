from dataclasses import replace

from qungui.cli.explain import explain
from qungui.model.call import Call
from qungui.model.group import GroupSettings, Mode
from qungui.rulebook.examples import Example
from tests.support.build import ADVERT, clauses, edition

ADVERT_TEXT = "橙子产地直发，包邮，要的加微信 chengzi66"


def test_every_armed_clause_has_its_line():
    lines = explain(edition(), Example(hits=True, text="大家好")).lines
    assert [line.clause_id for line in lines] == [ADVERT, "R01.3.11", "R01.4.5"]
    assert {line.finding for line in lines} == {"未命中"}


def test_the_mode_in_use_is_told():
    settings = GroupSettings(modes={ADVERT: Mode.OBSERVE})
    said = explain(edition(), Example(hits=True, text=ADVERT_TEXT), settings)
    assert said.verdict == "违规"
    assert said.lines[0].follows == "警告，再犯移出本群（只记录）"


def test_an_assisted_clause_alone_waits_for_a_person():
    assert explain(edition(), Example(hits=True, text="大家明天一起罢工")).verdict == "待人工确认"


def test_a_crash_is_told_as_one():
    broken = replace(clauses()[0], rules=(Call("advertising", {"x": 1}),))
    (line,) = explain(edition(clauses=(broken,)), Example(hits=True, text="大家好")).lines
    assert line.finding == "规则出错"


def test_how_a_message_is_read_is_told():
    said = explain(edition(), Example(hits=True, text="加我 wei❤xin"))
    assert said.read_as == "加我微信"


def test_words_that_do_not_suffice_are_told():
    said = explain(edition(), Example(hits=True, text="这个价格优惠吗"))
    (line,) = (line for line in said.lines if "分量" in line.why)
    assert (line.finding, line.why.startswith("有促销用语")) == ("未命中", True)
