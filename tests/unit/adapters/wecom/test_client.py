"""The API client: tokens shared, refreshed by one, replaced once."""

from datetime import timedelta

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.wecom.client import LEASE
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.token import Token
from tests.support.wecom import CHAT, platform

WHICH = {"chatid": CHAT.name}
SECRET = "hunter2"


def get(client):
    return client.get("appchat/get", WHICH)["chat_info"]["owner"]


def mishap(nth, what, endpoint="appchat/get", **more):
    return Fault(endpoint=endpoint, nth=nth, mishap=what, **more)


def test_one_token_serves_many_calls():
    with platform() as wecom:
        client = wecom.client()
        assert [get(client), get(client)] == ["boss", "boss"]
        assert wecom.called() == ["gettoken", "appchat/get", "appchat/get"]


def test_processes_share_a_token_through_the_store():
    tokens = MemoryTokenStore()
    with platform() as wecom:
        get(wecom.client(tokens))
        get(wecom.client(tokens))
        assert wecom.called() == ["gettoken", "appchat/get", "appchat/get"]


def test_two_apps_of_a_corp_share_nothing():
    tokens = MemoryTokenStore()
    with platform() as wecom:
        get(wecom.client(tokens))
        with pytest.raises(PlatformRefusal):
            get(wecom.client(tokens, secret="another"))


@pytest.mark.parametrize(("age", "fetches"), [(7139, 1), (7140, 2)])
def test_a_token_in_its_last_minute_is_replaced(age, fetches):
    with platform() as wecom:
        client = wecom.client()
        get(client)
        wecom.clock.advance(timedelta(seconds=age))
        get(client)
        assert wecom.called().count("gettoken") == fetches


def test_a_token_that_the_platform_dropped_is_replaced_and_the_call_repeated():
    with platform(mishap(2, Mishap.LOSE_TOKEN)) as wecom:
        client = wecom.client()
        get(client)
        assert get(client) == "boss"
        assert wecom.called()[2:] == ["appchat/get", "gettoken", "appchat/get"]


@pytest.mark.parametrize("code", [40014, 42001])
def test_a_token_that_is_refused_twice_ends_it(code):
    faults = [mishap(nth, Mishap.REFUSE, code=code) for nth in (1, 2)]
    with platform(*faults) as wecom:
        with pytest.raises((PlatformRefusal, TransientError)):
            get(wecom.client())
        assert wecom.called().count("appchat/get") <= 2
        assert wecom.called().count("gettoken") <= 2


def test_a_token_that_another_process_replaced_meanwhile_is_taken_from_the_store():
    tokens = MemoryTokenStore()
    with platform(mishap(3, Mishap.LOSE_TOKEN)) as wecom:
        one, two = wecom.client(tokens), wecom.client(tokens)
        for client in (one, two, one, two):
            get(client)
        assert wecom.called().count("gettoken") == 2


def test_one_process_refreshes_and_the_others_come_back_later():
    class Leased(MemoryTokenStore):
        def take_lease(self, key, now, until):
            assert until - now == LEASE
            return False

    with platform() as wecom:
        with pytest.raises(TransientError, match="another process"):
            get(wecom.client(Leased()))
        assert wecom.called() == []


def test_a_wrong_secret_is_refused_without_a_second_try():
    with platform() as wecom:
        with pytest.raises(PlatformRefusal) as raised:
            get(wecom.client(secret="wrong"))
        assert raised.value.code == 40001
        assert wecom.called() == ["gettoken"]


def test_a_secret_that_was_replaced_is_read_again_and_serves():
    tokens = MemoryTokenStore()
    with platform() as wecom:
        secret = Rotating("old", lambda: SECRET, wecom.clock)
        client = wecom.client(tokens, secret=secret)
        with pytest.raises(PlatformRefusal):  # the old one was read less than a minute ago
            get(client)
        wecom.clock.advance(timedelta(minutes=1))
        assert [get(client), get(client)] == ["boss", "boss"]
        assert wecom.called().count("gettoken") == 3


def test_a_secret_that_stays_wrong_is_read_again_once_a_minute_at_most():
    reads = []
    with platform() as wecom:
        secret = Rotating("wrong", lambda: reads.append(1) or "wrong", wecom.clock)
        client = wecom.client(secret=secret)
        for _ in range(6):
            wecom.clock.advance(timedelta(seconds=20))
            with pytest.raises(PlatformRefusal):
                get(client)
        assert len(reads) == 2
        assert wecom.called() == ["gettoken"] * 6


def test_a_refusal_names_its_code():
    with platform(mishap(1, Mishap.REFUSE, code=45009)) as wecom:
        with pytest.raises(PlatformRefusal) as raised:
            get(wecom.client())
        assert raised.value.code == 45009


def test_the_key_of_the_token_shows_nothing_of_the_secret():
    class Noting(MemoryTokenStore):
        def get(self, key):
            keys.add(key)
            return super().get(key)

    keys = set()
    with platform() as wecom:
        get(wecom.client(Noting()))
    [key] = keys
    assert key.startswith("wwcorp-")
    assert SECRET not in key


def test_a_token_stored_between_the_look_and_the_lease_is_taken():
    class Overtaken(MemoryTokenStore):
        """Another process stores its token and ends its lease after our first look."""

        key = ""

        def take_lease(self, key, now, until):
            if not self.key:
                self.key = key
                self.put(key, Token("token-1", now + timedelta(hours=2)))
            return super().take_lease(key, now, until)

    with platform() as wecom:
        get(wecom.client())  # the other process: the platform gives token-1 to both
        store, now = Overtaken(), wecom.clock.now()
        get(wecom.client(store))
        assert wecom.called().count("gettoken") == 1
        assert store.take_lease(store.key, now, now + timedelta(seconds=15))  # ours has ended
