"""What people must do themselves in a group, in words for whoever links it."""

from dataclasses import replace

from qungui.cli.left import left_in_words
from qungui.model.act import SANCTIONS
from qungui.model.group import GroupKind
from qungui.model.rulebook import ActCall, Sanction
from tests.support.build import clauses, edition

EVERYTHING = edition(
    clauses=(replace(clauses()[0], sanction=Sanction(acts=tuple(map(ActCall, SANCTIONS)))),),
    ladders={},
)


def test_everything_that_a_regulation_orders_is_done_or_somebody_is_asked():
    assert list(left_in_words(EVERYTHING, GroupKind.APPCHAT)) == [
        "本群中由人办理，系统会通知群主：暂停发言（R01.3.10）、停用账号（R01.3.10）",
        "由公司研究办理，系统会通知管理部门：移交公司处理（R01.3.10）",
        (
            "要成员自己做到，系统会告知本人并等到期限，存疑的请管理员确认："
            "要求道歉（R01.3.10）、请自行退出（R01.3.10）、劝退（R01.3.10）"
        ),
        "要成员自己做到，系统只登记，收到与否由管理员确认：发红包（R01.3.10）、登记罚款（R01.3.10）",
    ]


def test_where_the_app_can_do_less_the_owner_does_more():
    (owner, *_), (same, *_) = (
        list(left_in_words(EVERYTHING, kind)) for kind in (GroupKind.CUSTOMER, GroupKind.APPCHAT)
    )
    assert "移出本群（R01.3.10）" in owner
    assert "在群里发布通知（R01.3.10）" in owner
    assert "移出本群" not in same


def test_what_waits_for_a_set_up_is_said_apart():
    last = list(left_in_words(EVERYTHING, GroupKind.BRIDGE))[-1]
    assert last.startswith("接好桥接之前，也由群主办理：")
