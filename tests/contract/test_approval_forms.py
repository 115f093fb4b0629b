"""Forms of the approvals app: in memory, and against the platform's form as it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.approval_forms import MemoryApprovalForms
from qungui.adapters.wecom.approval_forms import WeComApprovalForms
from qungui.errors import InvalidEventError, TransientError
from qungui.ports import ApprovalForms
from tests.support.wecom import platform

NUMBER = "202606150001"
WRITTEN = {
    "群名": "展会群",
    "类别": "临时",
    "预计结束日期": "2026-06-30",
    "群管理员": "lisi、zhangsan",
}
CONTENTS = (
    ("Text", "群名", {"text": "展会群"}),
    ("Selector", "类别", {"selector": {"options": [{"value": [{"text": "临时"}]}]}}),
    ("Date", "预计结束日期", {"date": {"type": "day", "s_timestamp": "1782748800"}}),
    ("Contact", "群管理员", {"members": [{"userid": "lisi"}, {"userid": "zhangsan"}]}),
    ("Textarea", "用途", {"text": ""}),
    ("Tips", "说明", {"tips": "填写前请看群规"}),
)


def content(control, title, value):
    return {"control": control, "title": [{"text": title, "lang": "zh_CN"}], "value": value}


@dataclass(frozen=True)
class World:
    forms: ApprovalForms
    hand_in: Callable[[Mapping[str, str]], None]


@pytest.fixture(params=["memory", "wecom"])
def world(request):
    if request.param == "memory":
        forms = MemoryApprovalForms()

        def keep(written):
            forms.written[NUMBER] = written

        yield World(forms, keep)
        return
    with platform() as wecom:

        def there(_written):
            contents = [content(*each) for each in CONTENTS]
            info = {"sp_no": NUMBER, "apply_time": 0, "apply_data": {"contents": contents}}
            wecom.company.estate.approvals[NUMBER] = info

        yield World(WeComApprovalForms(wecom.client()), there)


def test_what_is_written_is_read_by_the_titles_of_its_fields(world):
    world.hand_in(WRITTEN)
    assert world.forms.fields(NUMBER) == WRITTEN


def test_a_form_that_is_not_there_is_none(world):
    with pytest.raises(InvalidEventError):
        world.forms.fields("202606159999")


def test_a_platform_that_does_not_answer_is_asked_again():
    fault = Fault(endpoint="oa/getapprovaldetail", nth=1, mishap=Mishap.REFUSE)
    with platform(fault) as wecom, pytest.raises(TransientError):
        WeComApprovalForms(wecom.client()).fields(NUMBER)
