"""A customer who refuses marketing is marked, and the owner is told once."""

from dataclasses import replace

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.tally import MemoryTally
from qungui.model.act import Act
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.tally import REFUSALS
from qungui.notices.reports import REFUSED_MARKETING, to_management
from qungui.usecases.hear_refusal import HearRefusal
from qungui.usecases.move_member import MoveMember
from tests.support.build import GROUP, OWNER, at, edition, facts, group, person, settings

CUSTOMER = replace(person(Alias("external", "wmZhou")), name="周女士")
NO = "请不要再给我发保险推销了"


class Counter:
    def __init__(self):
        self.ledger, self.tally, directory = MemoryLedger(), MemoryTally(), MemoryDirectory()
        directory.publish(edition())
        directory.link(group(kind=GroupKind.CUSTOMER), settings())
        move = MoveMember(ledger=self.ledger, directory=directory, clock=ManualClock(at(hours=1)))
        hear = HearRefusal(tally=self.tally, move=move, clause_id="R20.16d")
        self.says = lambda text, who=CUSTOMER: hear(
            replace(facts(text, sender=who.aliases[0]), person_id=who.person_id)
        )

    @property
    def told(self):
        return self.ledger.discipline(GROUP, "").orders

    @property
    def marked(self):
        return set(self.tally.ask(GROUP, REFUSALS, facts().sighting))


def test_who_refuses_is_marked_and_the_owner_hears_of_it_once():
    counter = Counter()
    counter.says(NO)
    counter.says("退订你们的短信")
    assert counter.marked == {CUSTOMER.person_id}
    (order,) = counter.told
    assert (order.act, order.wanted) == (Act.REPORT, REFUSED_MARKETING)
    assert (order.about, order.asked) == (CUSTOMER.person_id, OWNER)
    text = to_management(order, group(), CUSTOMER)
    assert text.startswith("【拒绝营销】“市场部工作群”的客户周女士")
    assert "R20.16d" in text


def test_the_log_has_the_customer_beside_the_chain_and_no_words():
    counter = Counter()
    counter.says(NO)
    (entry,) = counter.ledger.audit.verify_chain(GROUP).entries
    assert entry.people == {"person": CUSTOMER.person_id}
    assert entry.facts == {"order": counter.told[0].order_id}


@pytest.mark.parametrize("text", ["有合适的理财推荐吗", "收到，谢谢"])
def test_other_words_mark_nobody(text):
    counter = Counter()
    counter.says(text)
    assert counter.marked == set()
    assert counter.told == ()


def test_staff_are_no_customers():
    counter = Counter()
    counter.says(NO, person())
    assert counter.marked == set()
