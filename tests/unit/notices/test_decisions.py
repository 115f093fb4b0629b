"""
What deciders read, whole, beside this file in ``decisions.txt``.

After a wanted change: ``uv run python -m tests.unit.notices.test_decisions``
prints the new one.
"""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.order import AWAITS_CONFIRMATION, SECOND_PERSON, OrderState
from qungui.notices import decisions
from qungui.notices.decisions import CHOICES, Pending, Sum
from tests.support.build import (
    ADVERT,
    NIGHT,
    at,
    breach,
    case,
    edition,
    group,
    order,
    person,
    petition,
)

SNAPSHOT = Path(__file__).with_name("decisions.txt")
INCITES = breach(
    "R01.4.5", automatic=False, topic="incitement", reason="含煽动词", evidence="明天一起**"
)
FOUND = case(state=CaseState.NEEDS_REVIEW, breaches=(INCITES,))
HELD = {"state": OrderState.HELD, "why": AWAITS_CONFIRMATION}


def pending(item, *cases, **follows):
    return Pending(
        item=item,
        group=group(),
        edition=edition(),
        person=person(),
        cases=cases or (case(),),
        follows={name.removeprefix("_"): orders for name, orders in follows.items()},
    )


REMOVAL = order(act=Act.REMOVE, step=2, clause_ids=("R01.4.4b", ADVERT), **HELD)
PENDING = {
    "线索": pending(FOUND, FOUND, _=(order(FOUND, act=Act.REMOVE),)),
    "线索，并入已有的处理": pending(FOUND, FOUND, _=()),
    "线索，由确认人选择": pending(
        FOUND,
        FOUND,
        light=(order(FOUND),),
        serious=(order(FOUND, act=Act.SUSPEND_ACCOUNT),),
        unlawful=(order(FOUND, act=Act.REFER), order(FOUND, act=Act.SUSPEND_ACCOUNT)),
    ),
    "待同意的移出": pending(REMOVAL, _=(REMOVAL,)),
    "待第二人同意的罚款": pending(
        order(
            act=Act.RECORD_FINE,
            cny=100,
            agreed=("person-admin",),
            state=OrderState.HELD,
            why=SECOND_PERSON,
        )
    ),
    "称已道歉": pending(
        order(
            act=Act.REQUIRE_APOLOGY,
            state=OrderState.CLAIMED_DONE,
            until=at(hours=2),
            wanted="对不起，以后不发了",
        )
    ),
    "称已发红包": pending(order(act=Act.REQUEST_RED_PACKET, state=OrderState.CLAIMED_DONE)),
    "申诉": pending(petition(), _=(order(state=OrderState.SERVED),)),
    "回群申请": pending(petition(order(act=Act.REMOVE), words=""), _=(order(act=Act.REMOVE),)),
}
CARDS = {name: decisions.card(one, "4711", "order-1-0") for name, one in PENDING.items()}
SUMS = (Sum("市场部工作群", 3, 0), Sum("销售一群", 0, 2), Sum("华南项目群", 1, 1))
TEXTS = {
    "多件": decisions.listed(
        group(), {str(4711 + n): one for n, one in enumerate(PENDING.values())}
    ),
    "很多件": decisions.listed(group(), {str(1000 + n): PENDING["线索"] for n in range(14)}),
    "没有": decisions.nothing_left(group()),
    "每日汇总": decisions.summed_up(SUMS),
    "每日汇总，没有逾期": decisions.summed_up(SUMS[:1]),
}


def rendered() -> str:
    cards = {
        title: "\n".join(f"{name}: {value}" for name, value in asdict(card).items())
        for title, card in CARDS.items()
    }
    return "\n".join(f"== {title} ==\n{text}\n" for title, text in {**TEXTS, **cards}.items())


def test_every_text_is_the_reviewed_one():
    assert SNAPSHOT.read_text() == rendered()


@pytest.mark.parametrize("name", CARDS)
def test_a_card_keeps_the_platforms_limits(name):
    long = replace(
        PENDING[name],
        group=group(name="很长的群名" * 20),
        cases=tuple(
            replace(one, breaches=(replace(INCITES, reason="很长" * 99, evidence="很长" * 99),))
            for one in PENDING[name].cases
        ),
    )
    for card in (CARDS[name], decisions.card(long, "12345678", "order-1-0")):
        assert len(card.title) <= 36
        assert len(card.description) <= 44
        assert len(card.body) <= 160
        assert len(card.facts) + (card.about is not None) <= 6
        assert all(len(name) <= 5 and len(value) <= 30 for name, value in card.facts)
        assert len(card.buttons) <= 6
        assert all(len(text) <= 10 for text, _ in card.buttons)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_list_fits_into_one_message(text):
    assert len(text.encode()) <= 2048


def test_a_list_of_the_longest_lines_fits_into_one_message():
    long = replace(PENDING["申诉"], item=petition(words="很长的理由" * 99))
    text = decisions.listed(group(name="很长的群名" * 8), {str(n): long for n in range(50)})
    assert len(text.encode()) <= 2048


def test_of_what_no_message_shows_nothing_can_be_quoted():
    seen = replace(FOUND, message_id="")
    shown = decisions.card(pending(seen, seen, _=()), "4711", "order-1-0")
    assert "不再误判" in dict(CARDS["线索"].facts)
    assert "不再误判" not in dict(shown.facts)


def test_whoever_may_choose_has_a_button_for_every_choice():
    keys = [key for _, key in CARDS["线索，由确认人选择"].buttons]
    assert keys == ["confirm:light", "confirm:serious", "confirm:unlawful", "dismiss", "all"]
    assert set(CHOICES) == {"light", "serious", "grave", "unlawful"}


def test_of_a_finding_only_what_is_to_be_looked_at_is_shown():
    both = replace(FOUND, state=CaseState.OPEN, breaches=(breach(NIGHT), INCITES))
    card = decisions.card(pending(both, both, _=()), "4711", "order-1-0")
    assert ("依据条款", "R01.4.5（2026-11版）") in card.facts
    assert NIGHT not in str(card)


def test_the_words_of_nobody_stand_on_a_card_but_masked_or_their_own_plea():
    assert "明天一起**" in CARDS["线索"].body
    assert petition().words in CARDS["申诉"].body


if __name__ == "__main__":
    print(rendered(), end="")  # noqa: T201 - it writes the snapshot
