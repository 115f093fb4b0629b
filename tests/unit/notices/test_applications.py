"""What is wrong with a form, in the words that its sender reads."""

import pytest

from qungui.model.application import Fault, Problem
from qungui.notices.applications import wrong

WORDS = {
    Fault.MISSING: ((), "没有填"),
    Fault.UNREADABLE: ((), "看不懂"),
    Fault.TWO_WAYS: ((), "写了两次，而且不一样，请只留一个"),
    Fault.NO_SUCH_KIND: (("公司级", "临时"), "没有这一类，请从中选一个：公司级、临时"),
    Fault.NOT_ITS_INITIATOR: (("总经办", "行政管理部"), "专项群须由总经办或行政管理部发起"),
    Fault.NOT_ITS_ADMINISTRATOR: (
        ("部门负责人",),
        "专项群由部门负责人管理，这里是财务部负责人；不填管理员，即由其担任",
    ),
    Fault.NOBODY_KNOWN: ((), "没有找到“看不懂”，请写通讯录里的账号"),
    Fault.ONE_OWNER: ((), "群主只能有一位"),
    Fault.NOT_ITS_USE: (
        ("通知", "公告"),
        "用途不在专项群范围：专项群仅用于通知、公告，请改写用途，或改选类别",
    ),
    Fault.ENDS_BEFORE: ((), "早于今天，请核对"),
    Fault.NAME_TAKEN: (("active",), "已有同名的群（使用中），请换一个名字"),
    Fault.TOO_LONG: (("50",), "太长，最多 50 个字"),
}


@pytest.mark.parametrize("fault", Fault)
def test_each_fault_has_its_words_with_what_would_be_right(fault):
    words, said = WORDS[fault]
    problem = Problem(
        fault=fault, field="栏", kind="专项", words=words, meant=("财务部负责人",), said="看不懂"
    )
    assert wrong([problem]) == said


def test_clauses_that_say_the_same_are_cited_together_each_once():
    asked = [
        Problem(fault=Fault.MISSING, field="事项", clause_id=clause_id)
        for clause_id in ("R12.2.4a", "R12.4.1.1", "R12.2.4a")
    ]
    long = Problem(fault=Fault.TOO_LONG, field="事项", words=("500",))
    assert wrong([*asked, long]) == "没有填（R12.2.4a、R12.4.1.1）；太长，最多 500 个字"
