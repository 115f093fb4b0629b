"""Many processes that want a token at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.wecom.client import WeComClient
from qungui.errors import PlatformRefusal, TransientError
from qungui.ports import TokenStore
from tests.support.wecom import Platform

STORM = 50
COME_BACK = 5  # times at most; each stands for a redelivery
REVOKED = Fault(endpoint="getcallbackip", nth=STORM + 1, mishap=Mishap.LOSE_TOKEN)


def cold(wecom: Platform, store: Callable[[], TokenStore], **secret: str) -> Sequence[WeComClient]:
    """Fifty that know no token yet, each with what *store* makes."""
    return [wecom.client(store(), **secret) for _ in range(STORM)]


def addresses_at_once(clients: Sequence[WeComClient]) -> list[object]:
    """What each of *clients* heard, all asking at the same moment from threads of their own."""
    ready = Barrier(len(clients))

    def wait_and_ask(client: WeComClient) -> object:
        ready.wait(timeout=30)
        try:
            return client.get("getcallbackip", {})["ip_list"]
        except (TransientError, PlatformRefusal) as error:
            return error

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(wait_and_ask, clients))


def until_all_are_served(clients: Sequence[WeComClient]) -> None:
    """Whoever lost the race comes back, as a redelivered record does."""
    waiting = clients
    for _ in range(COME_BACK):
        heard = addresses_at_once(waiting)
        pairs = zip(waiting, heard, strict=True)
        assert not any(isinstance(one, PlatformRefusal) for one in heard)
        waiting = [client for client, one in pairs if isinstance(one, TransientError)]
        if not waiting:
            return
    pytest.fail(f"{len(waiting)} were never served")


def fifty_make_one_token_call(wecom: Platform, store: Callable[[], TokenStore]) -> None:
    until_all_are_served(cold(wecom, store))
    assert wecom.called().count("gettoken") == 1
    assert wecom.called().count("getcallbackip") == STORM


def a_revoked_token_costs_one_refresh(wecom: Platform, store: Callable[[], TokenStore]) -> None:
    """*wecom* must lose its tokens as ``REVOKED`` says."""
    clients = cold(wecom, store)
    until_all_are_served(clients)
    until_all_are_served(clients)
    assert wecom.called().count("gettoken") == 2


def a_wrong_secret_is_tried_once(wecom: Platform, store: Callable[[], TokenStore]) -> None:
    heard = addresses_at_once(cold(wecom, store, secret="wrong"))
    refusals = [one for one in heard if isinstance(one, PlatformRefusal)]
    assert [refusal.code for refusal in refusals] == [40001]
    assert all(isinstance(one, (PlatformRefusal, TransientError)) for one in heard)
    assert wecom.called() == ["gettoken"]
