"""Settings are read once and complained about all at once."""

import pytest

from qungui.errors import SettingsError
from qungui.settings import SweepSettings, read

WHOLE = {"AWS_REGION": "cn-north-1", "TABLE_NAME": "t", "OUTBOUND_QUEUE_URL": "u"}


def test_each_field_comes_from_the_variable_of_its_name():
    assert read(SweepSettings, {**WHOLE, "OTHER": "x"}) == SweepSettings(
        aws_region="cn-north-1", table_name="t", outbound_queue_url="u"
    )


def test_all_that_is_missing_or_empty_is_named_at_once():
    with pytest.raises(SettingsError, match="TABLE_NAME, OUTBOUND_QUEUE_URL"):
        read(SweepSettings, {"AWS_REGION": "cn-north-1", "TABLE_NAME": ""})
