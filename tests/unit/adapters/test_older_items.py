"""Items that were stored by an earlier release are read all the same, and written on."""

from datetime import timedelta

import pytest

from qungui.adapters.dynamo.directory_items import SettingsItem
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.ledger_items import CaseItem, StandingItem
from qungui.adapters.dynamo.order_items import OrderItem
from qungui.adapters.dynamo.table import opened
from qungui.model.case import CaseState
from qungui.model.group import Exempt, GroupSettings, Mode
from qungui.model.ledger import Change, Committed
from tests.support.build import (
    GROUP,
    NIGHT,
    NOON,
    PERSON,
    case,
    decision,
    order,
    settings,
    standing,
)
from tests.support.table import REGION


def test_an_order_without_chases_was_never_chased():
    raw = OrderItem.of(order(), version=0).serialize()
    del raw["chases"]
    assert OrderItem.from_raw_data(raw).value() == order()


def test_settings_without_a_time_for_work_orders_give_a_day():
    raw = SettingsItem.of(GROUP, settings(work_order_time=timedelta(hours=1))).serialize()
    del raw["work_order_seconds"]
    assert SettingsItem.from_raw_data(raw).value().work_order_time == timedelta(days=1)


def test_settings_without_a_most_hold_no_clause_back():
    raw = SettingsItem.of(GROUP, settings(most=Mode.OFF)).serialize()
    del raw["most"]
    assert SettingsItem.from_raw_data(raw).value().most is Mode.ENFORCE


def test_settings_without_anything_of_discipline_have_what_a_new_group_has():
    raw = SettingsItem.of(GROUP, GroupSettings()).serialize()
    for name in ("review_within", "appeal_within", "ask_again_after", "cards_a_day"):
        del raw[name]
    assert {"second_person", "exempt"}.isdisjoint(raw)
    assert SettingsItem.from_raw_data(raw).value() == GroupSettings()


def test_an_exemption_without_a_reason_lasts_as_long_as_it_said():
    exempt = {NIGHT: {PERSON: Exempt(until=NOON)}}
    item = SettingsItem.of(GROUP, GroupSettings())
    item.exempt = {NIGHT: {PERSON: "2026-11-25T04:00:00.000Z"}}
    raw = item.serialize()
    assert SettingsItem.from_raw_data(raw).value() == GroupSettings(exempt=exempt)


def test_a_standing_without_groups_stands_in_none():
    raw = StandingItem.of("GM#g#p", standing(), version=1).serialize()
    assert "groups" not in raw
    assert StandingItem.from_raw_data(raw).value() == standing(version=1)


def test_a_case_without_a_version_counts_once_and_was_decided_by_nobody():
    raw = CaseItem.of(case(), version=0).serialize()
    del raw["version"]
    assert {"decided", "voided", "weights"}.isdisjoint(raw)
    assert CaseItem.from_raw_data(raw).value() == case()


@pytest.fixture
def ledger(table):
    """With a case as it was stored before cases had versions."""
    row, kept = CaseItem.of(case(), version=0), opened(table, REGION)
    kept.put(row)
    kept.update(row.pk, row.sk, [CaseItem.version.remove()])
    return DynamoLedger(table_name=table, region=REGION)


def test_a_case_without_a_version_is_moved_once(ledger):
    assert ledger.discipline(GROUP, PERSON).cases == (case(),)
    decided = case(state=CaseState.DISMISSED, decided=decision())
    change = Change(group_id=GROUP, person_id=PERSON, cases=(decided,))
    assert ledger.commit(change) is Committed.DONE
    assert ledger.commit(change) is Committed.CONFLICT
    assert ledger.discipline(GROUP, PERSON).cases[0].version == 1


def test_a_recall_gives_a_case_without_a_version_its_first(ledger):
    assert ledger.link_recall(GROUP, PERSON, case().message_id, case().at)
    assert ledger.discipline(GROUP, PERSON).cases[0].version == 1
    change = Change(group_id=GROUP, person_id=PERSON, cases=(case(),))
    assert ledger.commit(change) is Committed.CONFLICT
