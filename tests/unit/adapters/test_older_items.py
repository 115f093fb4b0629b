"""Items that were stored by an earlier release are read all the same."""

from datetime import timedelta

from qungui.adapters.dynamo.directory_items import SettingsItem
from qungui.adapters.dynamo.order_items import OrderItem
from qungui.model.group import Mode
from tests.support.build import GROUP, order, settings


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
