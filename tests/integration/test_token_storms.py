"""Many processes want a token at the same moment: the platform hears of one of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.errors import PlatformRefusal, TransientError
from tests.support.build import at
from tests.support.wecom import platform

STORM = 50
COME_BACK = 5  # times at most; each stands for a redelivery


def at_once(clients, ask):
    """What each of *clients* heard, all asking at the same moment from threads of their own."""
    ready = Barrier(len(clients))

    def wait_and_ask(client):
        ready.wait(timeout=30)
        try:
            return ask(client)
        except (TransientError, PlatformRefusal) as error:
            return error

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(wait_and_ask, clients))


def addresses(client):
    return client.get("getcallbackip", {})["ip_list"]


def until_all_are_served(clients):
    """Whoever lost the race comes back, as a redelivered record does."""
    waiting = clients
    for _ in range(COME_BACK):
        heard = at_once(waiting, addresses)
        pairs = zip(waiting, heard, strict=True)
        assert not any(isinstance(one, PlatformRefusal) for one in heard)
        waiting = [client for client, one in pairs if isinstance(one, TransientError)]
        if not waiting:
            return
    pytest.fail(f"{len(waiting)} were never served")


def cold(wecom, store, secret=None):
    more = {} if secret is None else {"secret": secret}
    return [wecom.client(store, **more) for _ in range(STORM)]


def test_fifty_cold_functions_make_one_token_call():
    with platform() as wecom:
        until_all_are_served(cold(wecom, MemoryTokenStore()))
        assert wecom.called().count("gettoken") == 1
        assert wecom.called().count("getcallbackip") == STORM


def test_a_revoked_token_costs_one_refresh_however_many_hold_it():
    revoked = Fault(endpoint="getcallbackip", nth=STORM + 1, mishap=Mishap.LOSE_TOKEN)
    with platform(revoked) as wecom:
        clients = cold(wecom, MemoryTokenStore())
        until_all_are_served(clients)
        until_all_are_served(clients)
        assert wecom.called().count("gettoken") == 2


def test_a_token_that_ran_out_costs_one_refresh():
    with platform() as wecom:
        clients = cold(wecom, MemoryTokenStore())
        until_all_are_served(clients)
        wecom.clock.move_to(at(hours=3))
        until_all_are_served(clients)
        assert wecom.called().count("gettoken") == 2


def test_a_wrong_secret_is_tried_once_and_alarms_instead_of_looping():
    with platform() as wecom:
        heard = at_once(cold(wecom, MemoryTokenStore(), secret="wrong"), addresses)
        refusals = [one for one in heard if isinstance(one, PlatformRefusal)]
        assert [refusal.code for refusal in refusals] == [40001]
        assert all(isinstance(one, (PlatformRefusal, TransientError)) for one in heard)
        assert wecom.called() == ["gettoken"]


def test_a_token_refused_again_and_again_is_not_fetched_again_and_again():
    faults = [
        Fault(endpoint="getcallbackip", nth=nth, mishap=Mishap.REFUSE, code=40014)
        for nth in range(1, 400)
    ]
    with platform(*faults) as wecom:
        store = MemoryTokenStore()
        client = wecom.client(store)
        for _ in range(10):
            with pytest.raises((PlatformRefusal, TransientError)):
                client.get("getcallbackip", {})
        assert wecom.called().count("gettoken") <= 20
        assert wecom.called().count("getcallbackip") <= 20
