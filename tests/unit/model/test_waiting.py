"""What waits for somebody's word, what is grave, and what lapsed."""

import pytest

from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import LAPSED
from qungui.model.group import Mode
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import AWAITS_CONFIRMATION, SECOND_PERSON, OrderState
from qungui.model.petition import PetitionState
from qungui.model.waiting import Waiting, is_grave, lapsed_at, ref_of, waits_since
from tests.support.build import GROUP, NOON, PERSON, at, breach, case, decision, order, petition

FOUND = case(state=CaseState.NEEDS_REVIEW, breaches=(breach(automatic=False),))
HELD = {"state": OrderState.HELD, "why": AWAITS_CONFIRMATION}
CLAIM = {"act": Act.REQUIRE_APOLOGY, "state": OrderState.CLAIMED_DONE}


def finding(**changes):
    found = breach(**{"automatic": False, **changes})
    return case(state=CaseState.NEEDS_REVIEW, breaches=(found,))


@pytest.mark.parametrize(
    ("item", "waits"),
    [
        (FOUND, True),
        (finding(mode=Mode.OBSERVE), False),
        (case(), False),
        (case(state=CaseState.DISMISSED, breaches=FOUND.breaches, decided=decision()), False),
        (order(**HELD), True),
        (order(**{**HELD, "why": SECOND_PERSON}), True),
        (order(**{**HELD, "why": "budget"}), False),
        (order(), False),
        (order(**CLAIM), True),
        (order(**{**CLAIM, "act": Act.REMOVE}), False),
        (petition(), True),
        (petition(state=PetitionState.GRANTED), False),
    ],
)
def test_findings_proposals_claims_and_petitions_wait_for_a_word(item, waits):
    assert waits_since(item) == (item.at if waits else None)


@pytest.mark.parametrize("topic", ["incitement", "violence", "harassment", "confidentiality"])
def test_grave_topics_cannot_wait(topic):
    assert is_grave(finding(topic=topic))


def test_what_is_grave_in_a_case_but_needs_no_word_is_not():
    both = case(breaches=(breach(topic="violence"), breach(automatic=False)))
    assert not is_grave(both)


@pytest.mark.parametrize(
    ("item", "grave"),
    [
        (finding(), False),
        (order(act=Act.REMOVE, **HELD), True),
        (order(act=Act.REMOVE), False),
        (order(**HELD), False),
        (petition(), False),
    ],
)
def test_a_removal_that_is_proposed_cannot_wait_either(item, grave):
    assert is_grave(item) is grave


@pytest.mark.parametrize(
    ("item", "moment"),
    [
        (case(state=CaseState.LAPSED, decided=decision(by="", why=LAPSED, at=at(days=3))), 3),
        (order(state=OrderState.VOID, closed=decision(by="", why=LAPSED, at=at(days=4))), 4),
        (case(state=CaseState.DISMISSED, decided=decision()), None),
        (order(state=OrderState.VOID, closed=decision()), None),
        (case(), None),
        (petition(state=PetitionState.REFUSED, decided=decision()), None),
    ],
)
def test_what_nobody_decided_lapsed_when_its_time_was_over(item, moment):
    assert lapsed_at(item) == (None if moment is None else at(days=moment))


@pytest.mark.parametrize(
    ("item", "subject"),
    [(case(), Subject.CASE), (order(), Subject.ORDER), (petition(), Subject.PETITION)],
)
def test_an_item_is_named_by_what_it_is_and_where_it_stands(item, subject):
    ref = ref_of(item)
    assert (ref.subject, ref.group_id, ref.person_id) == (subject, GROUP, PERSON)
    assert ItemRef.parse(str(ref)) == ref
    assert Waiting.of(item) == Waiting(ref=ref, since=NOON)


@pytest.mark.parametrize(
    "text",
    ["", "case", "case#g#p", "case#g#p#", "case##p#i", "case#g#p#i#more", "thing#g#p#i", "#g#p#i"],
)
def test_anything_else_is_no_name_of_one(text):
    with pytest.raises(ValueError, match=r"."):
        ItemRef.parse(text)
