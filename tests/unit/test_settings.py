"""Settings are read once and complained about all at once."""

from dataclasses import fields

import pytest

from qungui.errors import SettingsError
from qungui.settings import DispatchSettings, SweepSettings, read

WHOLE = {"AWS_REGION": "cn-north-1", "TABLE_NAME": "t", "OUTBOUND_QUEUE_URL": "u"}


def test_each_field_comes_from_the_variable_of_its_name():
    assert read(SweepSettings, {**WHOLE, "OTHER": "x"}) == SweepSettings(
        aws_region="cn-north-1", table_name="t", outbound_queue_url="u"
    )


def test_all_that_is_missing_or_empty_is_named_at_once():
    with pytest.raises(SettingsError, match="TABLE_NAME, OUTBOUND_QUEUE_URL"):
        read(SweepSettings, {"AWS_REGION": "cn-north-1", "TABLE_NAME": ""})


def test_a_number_is_read_as_one_and_anything_else_is_named():
    env = {field.name.upper(): "x" for field in fields(DispatchSettings)}
    assert read(DispatchSettings, {**env, "ACCOUNT_LIMIT": "200"}).account_limit == 200
    with pytest.raises(SettingsError, match="not a whole number: ACCOUNT_LIMIT"):
        read(DispatchSettings, env)
