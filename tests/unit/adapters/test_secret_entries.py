"""Secrets, typed: every wrong field is named, no value is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.secret_entries import (
    BridgeEntry,
    app_entry,
    archive_entry,
    bridge_secret,
    callback_identities,
)
from qungui.errors import SettingsError

APP = {"secret": "hunter2", "agent_id": 1000002}
BRIDGE = {"url": "https://bridge.example/", "secret": "hunter3"}
IDENTITY = {"token": "hunter4", "aes_key": "hunter5", "receiveid": "wwcorp"}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just("hunter9"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
FIELDS = ("secret", "agent_id", "webhooks", "bridge", "keys", "proxy_password", "app", "bot")
entries = st.dictionaries(st.sampled_from(FIELDS), anything)


def complaint(read):
    with pytest.raises(SettingsError) as raised:
        read()
    assert raised.value.__cause__ is None
    assert "hunter" not in str(raised.value)
    return str(raised.value)


def test_an_app_needs_its_secret_and_its_number():
    entry = app_entry("qungui/app", APP)
    assert (entry.secret, entry.agent_id, dict(entry.webhooks)) == ("hunter2", 1000002, {})
    assert entry.bridge is None


def test_a_bridge_that_is_wanted_must_stand_there_whole():
    entry = app_entry("qungui/app", {**APP, "bridge": BRIDGE}, bridge=True)
    assert entry.bridge == BridgeEntry("https://bridge.example/", "hunter3")


@pytest.mark.parametrize(
    ("bridge", "said"),
    [
        ({}, "bridge is missing: needs an object"),
        ({"bridge": "hunter3"}, "bridge is not an object"),
        ({"bridge": {"url": "https://b/"}}, "bridge.secret is missing: needs a text"),
        ({"bridge": {**BRIDGE, "url": "ftp://hunter/"}}, "bridge.url is not an http address"),
        ({"bridge": {**BRIDGE, "secret": ""}}, "bridge.secret is not a text"),
    ],
)
def test_a_bridge_that_is_not_whole_says_what_is_missing_and_where(bridge, said):
    heard = complaint(lambda: app_entry("qungui/app", {**APP, **bridge}, bridge=True))
    assert heard == f"secret qungui/app: {said}"
    app_entry("qungui/app", {**APP, **bridge})  # nobody asked for one


def test_the_events_of_a_bridge_need_their_secret_too():
    assert bridge_secret("cb", {"bridge": {"secret": "hunter3"}}) == "hunter3"
    heard = complaint(lambda: bridge_secret("cb", {"bridge": {"key": "hunter3"}}))
    assert heard == "secret cb: bridge.secret is missing: needs a text"


def test_all_that_is_wrong_is_said_at_once():
    raw = {"secret": 7, "agent_id": "1000002", "webhooks": {"group-1": None}}
    assert complaint(lambda: app_entry("a", raw)) == (
        "secret a: secret is not a text; agent_id is not a whole number; "
        "webhooks.group-1 is not a text"
    )


def test_the_archive_needs_a_secret_and_keys():
    entry = archive_entry("qungui/archive", {"secret": "hunter2", "keys": {"1": "PEM"}})
    assert (entry.secret, dict(entry.keys), entry.proxy_password) == ("hunter2", {"1": "PEM"}, "")
    heard = complaint(lambda: archive_entry("a", {"keys": "PEM"}))
    assert heard == ("secret a: secret is missing: needs a text; keys is not an object of texts")


def test_identities_are_all_but_the_bridge_and_a_bot_has_no_receiver():
    raw = {"app": IDENTITY, "bot": {**IDENTITY, "receiveid": ""}, "bridge": {"secret": "x"}}
    found = callback_identities("cb", raw)
    assert found.keys() == {"app", "bot"}
    assert found["bot"].receiveid == ""


def test_a_broken_identity_is_named():
    heard = complaint(lambda: callback_identities("cb", {"app": {**IDENTITY, "token": None}}))
    assert heard == "secret cb: app.token is not a text"


@given(entries)
def test_whatever_stands_there_is_read_or_complained_about_without_quoting_it(raw):
    for read in (
        lambda: app_entry("a", raw, bridge=True),
        lambda: archive_entry("a", raw),
        lambda: callback_identities("a", raw),
        lambda: bridge_secret("a", raw),
    ):
        with suppress(SettingsError):
            read()
            continue
        assert "hunter9" not in complaint(read)
