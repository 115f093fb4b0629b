"""Whatever somebody with a hand in the store does to a log, the check finds it, and says where."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.model.anchor import anchored
from qungui.model.ledger import ORGANISATION, Flaw
from qungui.usecases.anchor_chains import AnchorChains
from qungui.usecases.verify_chains import Damage, VerifyChains
from tests.support.build import GROUP, NOON, PERSON, audit_entry
from tests.support.forging import MemoryForger, TableForger, rewritten

MONDAY, TUESDAY = (NOON + timedelta(days=day) for day in range(2))


class Office:
    """Three entries until Monday's anchor, three more until Tuesday's, one since."""

    def __init__(self, stores, forger):
        self.stores, self.forger = stores, forger
        self.log = stores.audit_log
        for moment, numbers in ((MONDAY, (1, 2, 3)), (TUESDAY, (4, 5, 6)), (None, (7,))):
            for number in numbers:
                facts = {"n": str(number)}
                people = {"person": PERSON, "by": "person-9"}
                self.log.append(GROUP, audit_entry(facts=facts, people=people))
            if moment is not None:
                self.log.append("quiet", audit_entry())
                self.anchor(moment)

    def anchor(self, moment):
        self.stores.clock.move_to(moment)
        return AnchorChains(anchors=self.stores.anchors, clock=self.stores.clock)(moment)

    def verify(self, groups=None):
        return VerifyChains(audit_log=self.log, anchors=self.stores.anchors)(groups)

    def links(self):
        return self.forger.links(GROUP)

    def forge(self, links, head=None):
        self.forger.write(GROUP, links, head)


@pytest.fixture
def office(stores, request):
    memory = request.node.callspec.params["stores"] == "memory"
    forger = (
        MemoryForger(stores.audit_log) if memory else TableForger(request.getfixturevalue("table"))
    )
    return Office(stores, forger)


def damage(number, flaw, *, fits=None, since=None, group_id=GROUP):
    return Damage(
        group_id=group_id,
        number=number,
        flaw=flaw,
        fits=None if fits is None else fits.date(),
        since=None if since is None else since.date(),
    )


def test_what_nobody_touched_is_whole(office):
    found = office.verify()
    assert found.is_whole
    assert (found.chains, found.entries, found.anchors) == (3, 7 + 2 + 2, 2)
    assert found.last == office.stores.anchors.last()


def test_one_log_is_checked_with_the_organisations(office):
    found = office.verify([GROUP])
    assert (found.is_whole, found.chains, found.entries) == (True, 2, 9)


def test_a_changed_entry(office):
    links = office.links()
    links[4] = replace(links[4], entry=audit_entry(facts={"n": "0"}, people=links[4].entry.people))
    office.forge(links)
    expected = damage(5, Flaw.CHAIN, fits=MONDAY, since=TUESDAY)
    assert office.verify().damages == (expected,)
    assert office.verify([GROUP]).damages == (expected,)
    assert office.verify(["quiet"]).is_whole


def test_a_dropped_entry(office):
    links = office.links()
    office.forge([*links[:1], *links[2:]])
    assert office.verify().damages == (damage(2, Flaw.CHAIN, since=MONDAY),)


def test_an_inserted_entry(office):
    links = office.links()
    office.forge([*links[:4], links[2], *links[4:]])
    assert office.verify().damages == (damage(5, Flaw.CHAIN, fits=MONDAY, since=TUESDAY),)


def test_entries_in_another_order(office):
    links = office.links()
    office.forge([links[1], links[0], *links[2:]])
    assert office.verify().damages == (damage(1, Flaw.CHAIN, since=MONDAY),)


def test_an_end_cut_off(office):
    office.forge(office.links()[:-1])
    assert office.verify().damages == (damage(7, Flaw.CHAIN, fits=TUESDAY),)


def test_an_end_cut_off_after_an_anchor_with_the_head_put_right(office):
    links = office.links()[:4]
    office.forge(links, links[-1].head)
    assert office.verify().damages == (damage(4, Flaw.ANCHOR, fits=MONDAY, since=TUESDAY),)


def test_a_log_written_anew_from_an_entry_on_with_every_link_made_to_fit(office):
    for place, found in (
        (1, damage(1, Flaw.ANCHOR, since=MONDAY)),
        (4, damage(4, Flaw.ANCHOR, fits=MONDAY, since=TUESDAY)),
    ):
        before, head = office.links(), office.stores.anchors.heads()[GROUP]
        office.forge(*rewritten(GROUP, before, place, audit_entry(facts={"n": "0"})))
        assert office.verify().damages == (found,)
        office.forge(before, head)
    assert office.verify().is_whole


def test_a_log_that_is_gone_altogether(office):
    office.forger.erase(GROUP)
    assert office.verify().damages == (damage(1, Flaw.ANCHOR, since=MONDAY),)


def test_another_persons_name(office):
    links = office.links()
    named = {"person": PERSON, "by": "person-1"}
    links[4] = replace(links[4], entry=replace(links[4].entry, people=named))
    office.forge(links)
    assert office.verify().damages == (damage(5, Flaw.PERSON, fits=MONDAY, since=TUESDAY),)


def test_a_name_that_vanished(office):
    links = office.links()
    named = {"person": PERSON, "by": ""}
    salts = {"person": links[6].salts["person"]}
    links[6] = replace(links[6], entry=replace(links[6].entry, people=named), salts=salts)
    office.forge(links)
    assert office.verify().damages == (damage(7, Flaw.SILENCED, fits=TUESDAY),)


def test_who_is_forgotten_as_is_due_leaves_everything_whole(office):
    assert office.log.forget(GROUP, {PERSON}, TUESDAY) == 7
    assert office.verify().is_whole


def test_the_organisations_own_log(office):
    links = office.forger.links(ORGANISATION)
    office.forger.write(ORGANISATION, links[1:])
    found = office.verify(["quiet"])
    assert found.damages == (damage(1, Flaw.CHAIN, since=TUESDAY, group_id=ORGANISATION),)
    assert found.damaged_anchors == (MONDAY.date().isoformat(),)


def test_an_anchor_taken_away(office):
    office.anchor(TUESDAY + timedelta(days=1))
    office.forger.drop_anchor(1)
    found = office.verify()
    assert (found.damages, found.damaged_anchors) == ((), (TUESDAY.date().isoformat(),))


def test_an_anchor_that_holds_another_end(office):
    (anchor, heads), _ = office.stores.anchors.every()
    office.forger.put_anchor(0, anchor, {**heads, GROUP: heads["quiet"]})
    found = office.verify()
    assert (found.damages, found.damaged_anchors) == ((), (MONDAY.date().isoformat(),))


def test_an_anchor_made_anew_for_a_log_made_anew(office):
    """All of it fits but for what the organisation's log and the next anchor say of the first."""
    links, head = rewritten(GROUP, office.links(), 1, audit_entry(facts={"n": "0"}))
    office.forge(links, head)
    (anchor, heads), _ = office.stores.anchors.every()
    forged = {**heads, GROUP: links[2].head}
    office.forger.put_anchor(0, anchored(anchor.day, forged, None), forged)
    found = office.verify()
    assert found.damaged_anchors == (MONDAY.date().isoformat(),)
    assert found.damages == (damage(4, Flaw.ANCHOR, fits=MONDAY, since=TUESDAY),)
