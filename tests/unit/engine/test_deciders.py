"""Whose word it takes, who may give it, and who is asked."""

from dataclasses import replace

import pytest

from qungui.engine import deciders
from qungui.engine.authority import Bar
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.group import Role
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.ledger import Discipline
from qungui.model.order import AWAITS_CONFIRMATION, SECOND_PERSON, OrderState
from qungui.model.rulebook import ActCall, Sanction
from tests.support.build import (
    ADVERT,
    EDITION,
    GROUP,
    NIGHT,
    PERSON,
    RULEBOOK,
    breach,
    case,
    decision,
    docket,
    edition,
    group,
    order,
    petition,
)
from tests.support.court import (
    ADMIN,
    CLERK,
    MEMBER,
    OTHER_ADMIN,
    OWNER,
    ROLES,
    STRANGER,
    appeals,
    climbing,
    rung,
    sanctioned,
)

HELD = {"state": OrderState.HELD, "why": AWAITS_CONFIRMATION}
ADMINS = (ADMIN.person_id, OTHER_ADMIN.person_id)


def before(law=None, *, roles=ROLES, **kept):
    """A docket of the member with what stands in it."""
    discipline = Discipline(group_id=GROUP, person_id=PERSON, **kept)
    return docket(discipline, edition=law or edition(), group=group(roles=roles))


def asking(role):
    return sanctioned(Sanction(acts=(ActCall(Act.WARN),), confirm=role))


def finding(*clause_ids, **changes):
    found = tuple(breach(clause_id, automatic=False) for clause_id in clause_ids or (ADVERT,))
    return case(state=CaseState.NEEDS_REVIEW, breaches=found, **changes)


@pytest.mark.parametrize("role", [*Role, None])
def test_a_finding_takes_the_word_of_the_role_that_its_clause_names(role):
    assert deciders.role_for(before(asking(role)), finding()) is role


def test_of_several_clauses_the_highest_role_decides():
    law = asking(Role.ADMINISTRATOR)
    night = replace(
        law.clause(NIGHT), sanction=Sanction(acts=(ActCall(Act.REMIND),), confirm=Role.OWNER)
    )
    law = replace(law, clauses=tuple(night if c.clause_id == NIGHT else c for c in law.clauses))
    assert deciders.role_for(before(law), finding(ADVERT, NIGHT)) is Role.OWNER
    assert deciders.role_for(before(law), finding(ADVERT)) is Role.ADMINISTRATOR


def test_only_what_is_to_be_looked_at_says_whose_word_it_takes():
    law = asking(Role.OWNER)
    both = case(breaches=(breach(ADVERT), breach("R01.4.5", automatic=False)))
    assert deciders.role_for(before(law), both) is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("step_role", "clause_role", "role"),
    [
        (Role.OWNER, Role.ADMINISTRATOR, Role.OWNER),
        (None, Role.LEADER, Role.LEADER),
        (None, None, None),
    ],
)
def test_a_step_names_the_role_before_the_clause_does(step_role, clause_role, role):
    law = climbing(rung(Act.REMOVE, confirm=step_role))
    law = sanctioned(Sanction(ladder="L01", confirm=clause_role), law)
    assert deciders.role_for(before(law), order(act=Act.REMOVE, **HELD)) is role


def test_a_step_beyond_the_end_of_a_ladder_that_repeats_is_its_last():
    law = climbing(rung(Act.WARN), rung(Act.REMOVE, at=2, confirm=Role.OWNER), repeats=True)
    assert deciders.role_for(before(law), order(act=Act.REMOVE, step=7, **HELD)) is Role.OWNER


def test_an_order_off_any_ladder_takes_the_word_that_its_clause_names():
    of = order(ladder=None, step=0, clause_ids=(ADVERT,), **HELD)
    assert deciders.role_for(before(asking(Role.OWNER)), of) is Role.OWNER


@pytest.mark.parametrize(
    ("law", "role"),
    [
        (edition(), Role.ADMIN_DEPARTMENT),
        (appeals(edition(), to="群管理员"), Role.ADMINISTRATOR),
        (appeals(edition(), to="群主"), Role.OWNER),
        (appeals(edition(), to="有关部门"), Role.ADMIN_DEPARTMENT),
    ],
)
def test_an_appeal_goes_to_whom_the_regulation_names_else_to_the_managing_department(law, role):
    assert deciders.role_for(before(law, cases=(case(),)), petition()) is role


def test_the_administrators_decide_who_comes_back():
    removal = order(act=Act.REMOVE, state=OrderState.SERVED)
    of = before(orders=(removal,))
    assert deciders.role_for(of, petition(removal)) is Role.ADMINISTRATOR


def test_the_roles_own_are_asked_before_those_above_them():
    asked = deciders.asked(before(asking(Role.ADMINISTRATOR)), finding())
    assert asked == (ADMINS, (OWNER.person_id,), (CLERK.person_id,))


def test_nobody_is_asked_about_themselves():
    roles = {**ROLES, Role.ADMINISTRATOR: (MEMBER.person_id, ADMIN.person_id)}
    asked = deciders.asked(before(asking(Role.ADMINISTRATOR), roles=roles), finding())
    assert asked[0] == (ADMIN.person_id,)
    of = before(asking(Role.ADMINISTRATOR), roles=roles)
    assert deciders.bar(of, finding(), MEMBER.person_id) is Bar.OWN_CASE


def test_the_second_person_is_another_one_than_the_first():
    second = order(
        act=Act.REMOVE,
        state=OrderState.HELD,
        why=SECOND_PERSON,
        agreed=(ADMIN.person_id,),
    )
    of = before(climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR)))
    assert deciders.asked(of, second)[0] == (OTHER_ADMIN.person_id,)
    assert deciders.bar(of, second, ADMIN.person_id) is Bar.AGREED
    assert deciders.bar(of, second, OTHER_ADMIN.person_id) is None


BY_HAND = case(message_id="", state=CaseState.CONFIRMED, decided=decision(by=ADMIN.person_id))
REMOVED_BY_HAND = order(
    BY_HAND,
    act=Act.REMOVE,
    ladder=None,
    step=0,
    state=OrderState.HELD,
    why=SECOND_PERSON,
    agreed=(ADMIN.person_id,),
)


def test_a_removal_by_hand_takes_the_managing_departments_word():
    of = before(asking(Role.ADMINISTRATOR), cases=(BY_HAND,), orders=(REMOVED_BY_HAND,))
    assert deciders.asked(of, REMOVED_BY_HAND) == ((CLERK.person_id,),)
    assert deciders.bar(of, REMOVED_BY_HAND, CLERK.person_id) is None
    assert deciders.bar(of, REMOVED_BY_HAND, OTHER_ADMIN.person_id) is Bar.NO_ROLE


def test_where_the_department_began_it_or_there_is_none_another_one_who_runs_the_group_says_so():
    began = replace(REMOVED_BY_HAND, agreed=(CLERK.person_id,))
    of = before(asking(Role.ADMINISTRATOR), cases=(BY_HAND,), orders=(began,))
    assert deciders.asked(of, began) == ((OWNER.person_id,), ADMINS)
    roles = {Role.ADMINISTRATOR: ADMINS}
    of = before(cases=(BY_HAND,), orders=(REMOVED_BY_HAND,), roles=roles)
    assert deciders.asked(of, REMOVED_BY_HAND) == ((OTHER_ADMIN.person_id,),)


@pytest.mark.parametrize(
    "of", [case(), replace(BY_HAND, reporters=("a", "b", "c"))], ids=["message", "reports"]
)
def test_the_second_word_on_any_other_removal_is_that_of_its_clause(of):
    second = replace(REMOVED_BY_HAND, case_ids=(of.case_id,))
    stands = before(asking(Role.ADMINISTRATOR), cases=(of,), orders=(second,))
    assert deciders.asked(stands, second)[0] == (OTHER_ADMIN.person_id,)


def test_where_only_the_first_person_holds_the_role_somebody_above_is_the_second():
    roles = {Role.ADMINISTRATOR: (ADMIN.person_id,), Role.OWNER: (OWNER.person_id,)}
    second = order(act=Act.REMOVE, state=OrderState.HELD, why=SECOND_PERSON, agreed=ADMINS)
    of = before(climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR)), roles=roles)
    assert deciders.asked(of, second) == ((OWNER.person_id,),)


@pytest.mark.parametrize(
    ("law", "of"),
    [
        (appeals(edition(), to="管理员"), case(decided=decision(by=ADMIN.person_id))),
        (appeals(edition(), to="管理员"), case()),
    ],
)
def test_whoever_acted_does_not_decide_the_appeal(law, of):
    agreed = order(of, agreed=(ADMIN.person_id,), state=OrderState.SERVED)
    stands = before(law, cases=(of,), orders=(agreed,))
    assert deciders.bar(stands, petition(of), ADMIN.person_id) is Bar.ACTED
    assert deciders.bar(stands, petition(of), OTHER_ADMIN.person_id) is None
    assert deciders.asked(stands, petition(of))[0] == (OTHER_ADMIN.person_id,)


def test_where_the_whole_department_acted_somebody_else_who_runs_the_group_decides():
    of = case(decided=decision(by=CLERK.person_id))
    stands = before(cases=(of,), orders=(order(of, state=OrderState.SERVED),))
    assert deciders.asked(stands, petition(of)) == ((OWNER.person_id,), ADMINS)


def test_whoever_agreed_to_what_was_taken_back_meanwhile_does_not_decide_the_appeal_either():
    of = case()
    void = order(of, agreed=(CLERK.person_id,), state=OrderState.VOID)
    stands = before(cases=(of,), orders=(void,))
    assert deciders.bar(stands, petition(of), CLERK.person_id) is Bar.ACTED


def test_an_appeal_against_what_nobody_decided_bars_nobody():
    stands = before(cases=(case(),), orders=(order(state=OrderState.SERVED),))
    assert deciders.bar(stands, petition(), CLERK.person_id) is None
    assert deciders.bar(stands, petition(), STRANGER.person_id) is Bar.NO_ROLE


@pytest.mark.parametrize(
    ("subject", "item"),
    [(Subject.CASE, case()), (Subject.ORDER, order()), (Subject.PETITION, petition())],
)
def test_an_item_is_found_where_it_stands_now(subject, item):
    kept = Discipline(
        group_id=GROUP,
        person_id=PERSON,
        cases=(case(),),
        orders=(order(),),
        petitions=(petition(),),
    )
    item_id = {Subject.CASE: "case_id", Subject.ORDER: "order_id"}.get(subject, "petition_id")
    ref = ItemRef(subject, GROUP, PERSON, getattr(item, item_id))
    assert deciders.found(kept, ref) == item
    assert deciders.found(Discipline(group_id=GROUP, person_id=PERSON), ref) is None


@pytest.mark.parametrize("about", [case(edition="2025-01"), order(edition="2025-01")])
def test_an_item_is_decided_by_the_edition_that_it_was_judged_by(about):
    old = edition(edition="2025-01")
    kept = {"cases": (about,)} if about == case(edition="2025-01") else {"orders": (about,)}
    editions = {(RULEBOOK, EDITION): edition(), (RULEBOOK, "2025-01"): old}
    of = replace(before(**kept), editions=lambda *name: editions[name])
    for item in (about, petition(about)):
        assert deciders.under(of, item).edition is old


def test_a_petition_about_nothing_that_is_kept_is_decided_by_the_edition_in_force():
    of = before()
    assert deciders.under(of, petition()).edition is of.edition
