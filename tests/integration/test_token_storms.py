"""Many processes want a token at the same moment: the platform hears of one of them."""

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.errors import PlatformRefusal, TransientError
from tests.support import storms
from tests.support.build import at
from tests.support.wecom import platform


def shared():
    """The same store for everybody."""
    store = MemoryTokenStore()
    return lambda: store


def test_fifty_cold_functions_make_one_token_call():
    with platform() as wecom:
        storms.fifty_make_one_token_call(wecom, shared())


def test_a_revoked_token_costs_one_refresh_however_many_hold_it():
    with platform(storms.REVOKED) as wecom:
        storms.a_revoked_token_costs_one_refresh(wecom, shared())


def test_a_token_that_ran_out_costs_one_refresh():
    with platform() as wecom:
        clients = storms.cold(wecom, shared())
        storms.until_all_are_served(clients)
        wecom.clock.move_to(at(hours=3))
        storms.until_all_are_served(clients)
        assert wecom.called().count("gettoken") == 2


def test_a_wrong_secret_is_tried_once_and_alarms_instead_of_looping():
    with platform() as wecom:
        storms.a_wrong_secret_is_tried_once(wecom, shared())


def test_a_token_refused_again_and_again_is_not_fetched_again_and_again():
    faults = [
        Fault(endpoint="getcallbackip", nth=nth, mishap=Mishap.REFUSE, code=40014)
        for nth in range(1, 400)
    ]
    with platform(*faults) as wecom:
        client = wecom.client(MemoryTokenStore())
        for _ in range(10):
            with pytest.raises((PlatformRefusal, TransientError)):
                client.get("getcallbackip", {})
        assert wecom.called().count("gettoken") <= 20
        assert wecom.called().count("getcallbackip") <= 20
