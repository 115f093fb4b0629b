"""The life of a group, as a scenario tells it: what stood on file, who holds which office."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qungui.acceptance.plan import ROLES, SYSTEM, Plan
from qungui.model.group import Role
from qungui.model.roles import ACTS_AS

_OUTWARD = {"official-account": "对外微信"}

GIVEN: Mapping[str, str] = {
    "state": "群在台账上走到的一步，由同样的办理走到；没有写时走到可用或待定人选",
    "approvals": "批准人此前的答复",
    "filing": "备案已由管理部门确认；登记号由系统给",
    "announced": "解散公告：true 即按最迟的一天公告过；有栏目的照栏目",
    "matter_ended": "事项结束的日子，当天中午",
    "extended_to": "获准延期到的日子",
    "applies_to": "对外的账号按它的种类备案",
    "directory": "通讯录里的人和在群里的身份；写明已调离、已离职的，通讯录里已没有",
    "name_consents": "群名此前由能改的人改成的",
    "permissions": "此前给过的权限",
}
"""Parts of a life that a scenario may tell; how they come about: ``register_office.Office``."""

WHEN: Mapping[str, str] = {
    "name": "群名",
    "permission": "权限，用规定的叫法；invite 即邀请好友",
    "value": "给还是收回权限",
}


def take(plan: Plan) -> None:
    """Whoever does it or is named may hold an office, told by the word before their name."""
    when = plan.scenario.when
    plan.vacant.update({ROLES[when["role"]]} if when.get("role") in ROLES else ())
    if plan.deed is not None:
        plan.deed = replace(plan.deed, about=plan.deed.about.rpartition(" ")[2])
    for words in (when.get("by"), when.get("member"), *_told_of_approvals(plan)):
        if isinstance(words, str) and words != SYSTEM:
            _take_person(plan, words)


def _told_of_approvals(plan: Plan) -> list[str]:
    return [str(each["by"]) for each in plan.scenario.given.get("approvals", ())]


def _take_person(plan: Plan, words: str) -> None:
    office, _, name = words.rpartition(" ")
    plan.members.append(name)
    word = office or name
    if word in ROLES:
        plan.name_role(ROLES[word], name)
    if word not in ACTS_AS:
        plan.offices.setdefault(word, []).append(name)


def given(plan: Plan, key: str, value: Any) -> None:  # noqa: ANN401 - values of a document
    plan.told[key] = value
    if key == "applies_to":
        plan.filed_as = _OUTWARD[value]
    if key == "directory":
        for each in value:
            plan.name_role(ROLES[each["role"]], each["name"])


def roles(plan: Plan, value: Mapping[str, Any]) -> None:
    """Where nobody at all is named, nobody holds anything; other words are offices."""
    plan.vacant.update(() if value else Role)
    for word, people in value.items():
        for who in [people] if isinstance(people, str) else people or ():
            if word in ROLES:
                plan.name_role(ROLES[word], who)
            else:
                plan.offices.setdefault(word, []).append(who)
