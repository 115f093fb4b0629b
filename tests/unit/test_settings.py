"""Settings are read once and complained about all at once."""

from dataclasses import fields

import pytest

from qungui.errors import SettingsError
from qungui.settings import CollectSettings, DispatchSettings, EscalationSettings, read

WHOLE = {
    "AWS_REGION": "cn-north-1",
    "TABLE_NAME": "t",
    "OUTBOUND_QUEUE_URL": "u",
    "ROSTERS_QUEUE_URL": "r",
}


def test_each_field_comes_from_the_variable_of_its_name():
    assert read(EscalationSettings, {**WHOLE, "OTHER": "x"}) == EscalationSettings(
        aws_region="cn-north-1", table_name="t", outbound_queue_url="u"
    )


def test_all_that_is_missing_or_empty_is_named_at_once():
    with pytest.raises(SettingsError, match="TABLE_NAME, OUTBOUND_QUEUE_URL"):
        read(EscalationSettings, {"AWS_REGION": "cn-north-1", "TABLE_NAME": ""})


COLLECT = {
    "AWS_REGION": "cn-north-1",
    "TABLE_NAME": "t",
    "CORP_ID": "ww1",
    "ARCHIVE_SECRET": "archive",
    "INBOUND_QUEUE_URL": "u",
    "COLLECT_DEAD_QUEUE_URL": "u",
}


@pytest.mark.parametrize(
    "where", [{"ARCHIVE_SDK": "/opt/lib/a.so", "ARCHIVE_URL": ""}, {"ARCHIVE_URL": "https://a"}]
)
def test_what_has_a_default_may_be_missing_or_empty(where):
    got = read(CollectSettings, {**COLLECT, **where})
    assert (got.archive_sdk, got.archive_url) == (
        where.get("ARCHIVE_SDK", ""),
        where["ARCHIVE_URL"],
    )
    assert got.archive_proxy == ""


@pytest.mark.parametrize("where", [{}, {"ARCHIVE_SDK": "/opt/a.so", "ARCHIVE_URL": "https://a"}])
def test_the_archive_is_reached_in_exactly_one_way(where):
    with pytest.raises(SettingsError, match="exactly one of ARCHIVE_SDK and ARCHIVE_URL"):
        read(CollectSettings, {**COLLECT, **where})


def test_a_number_is_read_as_one_and_anything_else_is_named():
    env = {field.name.upper(): "x" for field in fields(DispatchSettings)}
    assert read(DispatchSettings, {**env, "ACCOUNT_LIMIT": "200"}).account_limit == 200
    with pytest.raises(SettingsError, match="not a whole number: ACCOUNT_LIMIT"):
        read(DispatchSettings, env)
