"""Somebody who left traces wherever there can be any, and whether any are left."""

from dataclasses import replace
from typing import Any

from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import Decision
from qungui.model.filing import Ending, Filing, LifeState, Postponement, Said
from qungui.model.group import Exempt, Role
from qungui.model.ids import Alias
from qungui.model.issue import Issue
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.known_group import Member
from qungui.model.ledger import ORGANISATION, Change
from qungui.model.order import OrderState
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.permit import Permit, PermitKind
from qungui.model.person import Person, PersonFacts
from qungui.model.petition import PetitionState
from qungui.model.roster_check import OpenFinding, RosterCheck, mark_of
from qungui.model.roster_digest import Heading, Part, RosterDigest
from qungui.model.watch import Owed, Watch
from qungui.usecases.forget_person import ForgetPerson
from tests.support.build import (
    APPCHAT,
    GROUP,
    NIGHT,
    NOON,
    PERSON,
    RULEBOOK,
    ZHANG,
    at,
    audit_entry,
    case,
    edition,
    escalation,
    group,
    group_order,
    order,
    person,
    petition,
    settings,
    sighting,
    standing,
)

OUTSIDE = Alias("external", "wmZHANG")
OTHER = person(Alias("userid", "lisi")).person_id
CLERK = person(Alias("userid", "lina")).person_id
SECOND = "group-2"
WHO = person(aliases=(ZHANG, OUTSIDE))
SAID = "张三说他没有"
BY_CLERK = Decision(by=CLERK, at=at(hours=2), why=SAID)
TRACES = (PERSON, "zhangsan", "ZHANG", "张三", "小张", "加微信", SAID)
"""What may be left nowhere."""


def forgetting(stores: Any, **ports: Any) -> ForgetPerson:
    """On *stores*; any port may be replaced."""
    each = {
        "ledger": stores.ledger,
        "activity": stores.activity,
        "watches": stores.watches,
        "issues": stores.issues,
        "directory": stores.directory,
        "book": stores.group_book,
        "permits": stores.permits,
        "checks": stores.checks,
        "register": stores.register,
        "organisation": stores.organisation,
        "audit_log": stores.audit_log,
        "anchors": stores.anchors,
        "people": stores.people,
    }
    return ForgetPerson(**{**each, **ports}, clock=stores.clock)


def leave_traces(stores: Any) -> Person:
    """In two groups; in a third only others' rows name them."""
    stores.directory.publish(edition())
    roles = {Role.OWNER: (PERSON,), Role.ADMINISTRATOR: (OTHER,)}
    exempt = {NIGHT: {PERSON: Exempt(until=at(days=99))}}
    stores.directory.link(group(roles=roles, aliases=(APPCHAT,)), settings(exempt=exempt))
    second = replace(group(), group_id=SECOND, aliases=(Alias("room", "wr2"),))
    stores.directory.link(second, settings())
    facts = PersonFacts(name="张三", current_userid="zhangsan", departments=(2,))
    stores.people.note(WHO, facts)
    _on_rosters(stores)
    _on_record(stores)
    _on_lists(stores)
    _on_file(stores)
    for log in (GROUP, SECOND, ORGANISATION):
        stores.audit_log.append(log, audit_entry(people={"by": PERSON, "person": OTHER}))
    stores.activity.record(GROUP, PERSON, sighting(1))
    asked = Watch(watch_id="a" * 20, group_id=GROUP, by=OTHER, at=NOON, words=SAID)
    stores.watches.save(replace(asked, owed={PERSON: Owed(), CLERK: Owed()}))
    issue = Issue(issue_id="b" * 20, group_id=GROUP, by=PERSON, at=NOON, words=SAID, moved_at=NOON)
    stores.issues.save(replace(issue, assignee=OTHER))
    return WHO


def _on_rosters(stores: Any) -> None:
    book = stores.group_book
    inside = {
        PERSON: Member(alias=ZHANG, nickname="小张"),
        OTHER: Member(alias=Alias("userid", "lisi")),
    }
    invited = {OTHER: Member(alias=Alias("userid", "lisi"), inviter=ZHANG)}
    for alias, members in ((APPCHAT, inside), (Alias("chat", "wr9"), invited)):
        read = book.known(book.register(alias, None, NOON))
        owners = {"owner": PERSON, "creator": PERSON, "administrators": (PERSON, OTHER)}
        book.replace(read, replace(read, members=members, leaders=(PERSON,), **owners))


def _on_lists(stores: Any) -> None:
    entry = audit_entry(people={"person": PERSON, "by": OTHER})
    for whom in ({"person_id": PERSON, "by": OTHER}, {"person_id": OTHER, "by": PERSON}):
        permit = Permit(kind=PermitKind.GUEST, group_id=GROUP, at=NOON, begins=NOON, **whom)
        stores.permits.grant(permit, entry)
    found = OpenFinding(
        person_id=PERSON, clause_id=NIGHT, case_id="case-1", whose=OTHER, since=NOON
    )
    told = Part(Heading.STRANGERS, (NIGHT,), (PERSON, OTHER), 2)
    marks = frozenset({mark_of(PERSON), mark_of(OTHER)})
    check = RosterCheck(group_id=GROUP, found=(found,), told=(told.key,), kind="work", marks=marks)
    stores.checks.keep(check)
    digest = group_order(Act.REPORT, wanted=RosterDigest((told,)).to_text(), asked=OTHER)
    digest = replace(digest, order_id="digest-1")
    stores.ledger.commit(Change(group_id=GROUP, person_id="", new_orders=(digest,)))


def _on_file(stores: Any) -> None:
    said = Said(by=PERSON, at=NOON, agreed=True, why=SAID)
    asked = Postponement(asked_by=PERSON, at=NOON, why="尾款未结", until=NOON.date(), said=said)
    filing = Filing(
        group_id=SECOND,
        rulebook=RULEBOOK,
        name="质量部工作群",
        state=LifeState.ACTIVE,
        since=NOON,
        owner=PERSON,
        administrators=(PERSON, OTHER),
        members=(PERSON,),
        roles={"文字编辑员": (PERSON,)},
        permissions={"邀请好友": {PERSON: True, OTHER: False}},
        leaving=(PERSON,),
        proposed_by=PERSON,
        approvals=(said,),
        ending=Ending(reason="已完结", by=PERSON, at=NOON),
        postponed=(asked,),
    )
    stores.register.commit(filing, audit_entry(people={"by": OTHER}))
    offices = {"行政管理部": (PERSON, OTHER), "总经办": (PERSON,)}
    held = OrganisationSettings(version=1, offices=offices)
    stores.organisation.commit(OrganisationChange(rulebook=RULEBOOK, settings=held))


def _on_record(stores: Any) -> None:
    ledger = stores.ledger
    for group_id in (GROUP, SECOND):
        one = case(group_id=group_id, decided=BY_CLERK, state=CaseState.CONFIRMED)
        ledger.open_case(one)
        served = order(one, state=OrderState.SERVED, closed=BY_CLERK, told_at=at(), due=None)
        company = standing(version=int(group_id == SECOND), groups=(GROUP, SECOND))
        made = escalation(one, new_orders=(served,), company=(company,))
        ledger.commit(replace(made, audit=audit_entry(people={"person": PERSON})))
        said = {"words": SAID, "state": PetitionState.REFUSED, "decided": BY_CLERK, "due": None}
        appeal = petition(one, **said)
        ledger.commit(Change(group_id=group_id, person_id=PERSON, petitions=(appeal,)))
        ledger.link_recall(group_id, PERSON, "message-7", at())
    shown = ItemRef(Subject.CASE, GROUP, PERSON, case().case_id)
    review = order(act=Act.REVIEW, person_id=OTHER, ladder=None, step=0, case_ids=(), due=None)
    review = replace(review, state=OrderState.SERVED, wanted=f"{shown} case#{GROUP}#{CLERK}#2")
    ledger.commit(Change(group_id=GROUP, person_id=OTHER, new_orders=(review,)))
    mute = group_order(Act.MUTE, about=PERSON, wanted=SAID, ordered_by=CLERK)
    report = replace(mute, order_id="c" * 20, act=Act.REPORT, about="a" * 20, asked=PERSON)
    ledger.commit(Change(group_id=GROUP, person_id="", new_orders=(mute, report)))
