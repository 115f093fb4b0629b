"""What follows from each errcode of the platform's table, wherever it meets us."""

from datetime import timedelta

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.wecom.errcodes import ADVICE, Advice, advice
from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.adapters.wecom.powers import powers_of
from qungui.errors import PlatformRefusal
from qungui.model.group import GroupKind
from qungui.model.outcome import Later, Refused, Spent
from tests.support.build import GROUP, NOON, person
from tests.support.functions import logged
from tests.support.wecom import ACCOUNT, CHAT_GROUP, platform

# The platform's table (platform.md 4, and the codes of 2 and 3): code -> what it asks for.
DOCUMENTED = {
    **dict.fromkeys((-1, 6000, 45035, 45033), "again in a moment"),
    **dict.fromkeys((40014, 42001), "one refresh, then a pause"),
    45009: "a pause",
    **dict.fromkeys((40001, 40013, 40091), "an administrator"),
    **dict.fromkeys((60020, 301042, 10009), "an administrator"),
    **dict.fromkeys((48001, 48002, 48009, 48011, 60011, 301055), "an administrator"),
    **dict.fromkeys((301052, 301053), "an administrator"),
    81013: "no",
    81017: "no",
    **dict.fromkeys((40050, 86001, 86003, 86008, 49008), "no"),
    **dict.fromkeys((93000, 93001, 93004, 93008), "no"),
    **dict.fromkeys((42014, 42015, 42016, 42017, 42018, 42019, 60140), "a new card"),
    # Documented without an action of their own: the same call fails again.
    **dict.fromkeys((86006, 86007, 86101, 86215, 86216, 301058, 301059, 42052, 50001), "no"),
    **dict.fromkeys((41068, 41084, 85008, 85111), "no"),
}
ACTS = {
    "message/send": lambda wecom: WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id).tell(
        person(), "一"
    ),
    "appchat/send": lambda wecom: power(wecom, GroupKind.APPCHAT).speak(CHAT_GROUP, "一"),
    "appchat/update": lambda wecom: power(wecom, GroupKind.APPCHAT).remove(CHAT_GROUP, person()),
    "webhook/send": lambda wecom: power(wecom, GroupKind.INTERNAL).speak(CHAT_GROUP, "一"),
}


def power(wecom, kind):
    return powers_of(wecom.calls(), webhooks={GROUP: "key"})[kind]


def later(code, seconds):
    return Later(NOON + timedelta(seconds=seconds), why=f"errcode {code}")


@pytest.mark.parametrize("endpoint", ACTS)
@pytest.mark.parametrize(("code", "asks_for"), DOCUMENTED.items())
def test_an_act_that_meets_a_code_does_what_it_asks_for(endpoint, code, asks_for):
    faults = [
        Fault(endpoint=endpoint, nth=nth, mishap=Mishap.REFUSE, code=code) for nth in (1, 2, 3)
    ]
    with platform(*faults) as wecom, logged() as log:
        outcome = ACTS[endpoint](wecom)
        called = wecom.called().count(endpoint)
        assert wecom.effects() == []
    refreshed = asks_for.startswith("one refresh") and endpoint != "webhook/send"
    assert called == (2 if refreshed else 1)
    assert ("administrator must set" in log.getvalue()) == (asks_for == "an administrator")
    assert (
        outcome
        == {
            "again in a moment": later(code, 10),
            "one refresh, then a pause": later(code, 60),
            "a pause": later(code, 60),
            "an administrator": Refused(code),
            "no": Refused(code),
            "a new card": Spent(code),
        }[asks_for]
    )


@pytest.mark.parametrize("code", [code for code, what in DOCUMENTED.items() if what != "no"])
def test_a_question_is_not_asked_again_at_once_either(code):
    fault = Fault(endpoint="getcallbackip", nth=1, mishap=Mishap.REFUSE, code=code)
    with platform(fault) as wecom:
        client = wecom.client()
        if advice(code) is Advice.REFRESH:
            assert client.get("getcallbackip", {})["ip_list"]
            return
        with pytest.raises(PlatformRefusal):
            client.get("getcallbackip", {})
        assert wecom.called().count("getcallbackip") == 1


def test_the_table_holds_every_documented_code_that_asks_for_something():
    assert {code for code, what in DOCUMENTED.items() if what != "no"} <= set(ADVICE)
    assert set(ADVICE) <= set(DOCUMENTED)


def test_every_advice_is_given_for_some_code_and_unknown_codes_are_refused():
    assert set(ADVICE.values()) == set(Advice) - {Advice.REFUSED}
    assert advice(123456) is Advice.REFUSED
