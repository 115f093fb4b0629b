"""A table of groups: everything is right, or nothing is kept and every line says why."""

from dataclasses import replace

import pytest

from qungui.errors import InvalidEventError, TransientError
from qungui.model.filing import LifeState
from qungui.usecases.group_form import Sender
from qungui.usecases.import_filings import ImportFilings, Line
from qungui.usecases.propose_group import ProposeGroup
from tests.unit.usecases.test_propose_group import Busy, Desk

COLUMNS = ("类别", "申请单位", "群名", "用途", "群主", "预计结束日期")
FIRST = ("部门级", "生产部", "生产部工作群", "排班", "linxiao", "")
SECOND = ("临时", "市场部", "市场部团建群", "团建", "", "2026/6/30")


class Import(Desk):
    def __call__(self, *rows, columns=COLUMNS, **more):
        lines = [Line(n, dict(zip(columns, row, strict=True))) for n, row in enumerate(rows, 2)]
        sender = Sender(person_id=self.ids["chenli"])
        return ImportFilings(self.propose_group)(self.rulebook, columns, lines, sender, **more)

    @property
    def states(self):
        return {self.register.filing(one.group_id).name: one.state for one in self.register.every()}


def test_every_line_of_a_right_table_is_filed():
    table = Import()
    imported = table(FIRST, SECOND)
    assert (imported.wrong, imported.kept) == ({}, True)
    assert {n: one.filing.unit for n, one in imported.filed.items()} == {2: "生产部", 3: "市场部"}
    assert table.states == {
        "生产部工作群": LifeState.AWAITING_FILING,
        "市场部团建群": LifeState.ACTIVE,
    }


def test_one_wrong_line_keeps_all_of_them_out_and_every_line_says_all_that_is_wrong():
    table = Import()
    bad = ("机密", "", "", "", "赵六", "昨天")
    imported = table(FIRST, bad, SECOND)
    assert list(imported.wrong) == [3]
    assert imported.wrong[3] == (
        "“预计结束日期”请写全年月日，例如 2026-12-01",
        "“类别”没有这一类，请从中选一个：公司级、部门级、专项、临时",
        "“申请单位”没有填（R12.4.1.1）",
        "“微信群名称”没有填（R12.3.1）",
        "“工作需要”没有填（R12.4.1.1）",
        "“群主”没有找到“赵六”，请写通讯录里的账号",
    )
    assert not imported.kept
    assert table.states == {}


def test_two_lines_of_one_name_are_one_too_many():
    table = Import()
    twin = ("专项", "行政部", "生产部 工作群", "办公用品", "", "")
    assert table(FIRST, twin).wrong == {3: ("与第 2 行同名",)}
    assert table(FIRST, FIRST).wrong == {3: ("与第 2 行同名",)}
    assert table.states == {}


def test_the_same_table_once_more_changes_nothing():
    table = Import()
    first = table(FIRST, SECOND)
    again = table(FIRST, SECOND)
    assert again.wrong == {}
    assert not any(one.anew for one in again.filed.values())
    assert [one.filing for one in again.filed.values()] == [
        one.filing for one in first.filed.values()
    ]


def test_a_table_that_broke_off_on_the_way_is_finished_by_the_same_one():
    table = Import()
    whole = table.propose_group
    table.propose_group = ProposeGroup(replace(table.draft, register=Dying(table.register)))
    with pytest.raises(TransientError):
        table(FIRST, SECOND)
    assert len(table.states) == 1
    table.propose_group = whole
    assert [one.anew for one in table(FIRST, SECOND).filed.values()] == [False, True]


class Dying(Busy):
    """It takes one filing, and is gone."""

    def __init__(self, register):
        super().__init__(register)
        self._left = 1

    def commit(self, filing, entry):
        self._left -= 1
        if self._left < 0:
            msg = "the table"
            raise TransientError(msg)
        return self._register.commit(filing, entry)


def test_a_trial_keeps_nothing():
    table = Import()
    imported = table(FIRST, SECOND, dry=True)
    assert (imported.wrong, imported.kept, len(imported.filed)) == ({}, False, 2)
    assert table.states == {}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (("群名", "备注", "电话"), "不认识的列：备注、电话；可用的列：类别、群名、"),
        (("群名", "微信群名称"), "有两列说的是同一栏：群名"),
        (("类别", "用途"), "缺少“群名”一列"),
    ],
)
def test_wrong_columns_are_named(columns, said):
    with pytest.raises(InvalidEventError, match=said):
        Import()(columns=columns)
