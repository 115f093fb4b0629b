"""What the AI bot's answers come to, and whom they may reach."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.wecom.api import bot
from qungui.adapters.wecom.bot_voice import WeComBotVoice
from qungui.adapters.wecom.client import WeComClient
from qungui.model.outcome import Done, Later, NoPower, Spent, Unsure
from tests.support.build import NOON
from tests.support.functions import logged
from tests.support.wecom import platform

PATH = "aibot/response"


class At:
    """As much of a client as the check of an address looks at."""

    def __init__(self, base_url):
        self.base_url = base_url


PLATFORM = At(bot.PLATFORM)
GOOD = f"{bot.PLATFORM}{PATH}?response_code=RC-1_x"


def answered(*mishaps, text="好", minutes=0, **more):
    faults = [Fault(endpoint=PATH, nth=1, mishap=mishap, **more) for mishap in mishaps]
    with platform(*faults) as wecom:
        address = wecom.url + wecom.corp.address_for_bot("CHAT")
        wecom.clock.move_to(NOON + timedelta(minutes=minutes))
        outcome = WeComBotVoice(wecom.calls()).answer(address, text)
        return outcome, [effect.text for effect in wecom.effects()]


def test_an_answer_is_cut_to_what_the_platform_takes():
    outcome, (text,) = answered(text="规" * 10_000)
    assert outcome == Done()
    assert len(text.encode()) <= 20_480


def test_an_address_is_good_for_less_than_an_hour():
    assert answered(minutes=59)[0] == Done()
    assert isinstance(answered(minutes=60)[0], Spent)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (-1, Later(NOON + timedelta(seconds=10), "errcode -1")),
        (45009, Later(NOON + timedelta(seconds=60), "errcode 45009")),
        (60020, Later(NOON + timedelta(minutes=15), "errcode 60020")),
        (40001, Spent(40001)),  # the call names no secret that could be wrong
        (40029, Spent(40029)),
    ],
)
def test_what_an_errcode_comes_to(code, outcome):
    assert answered(Mishap.REFUSE, code=code) == (outcome, [])


def test_an_answer_that_may_have_been_heard_is_unsure():
    outcome, _ = answered(Mishap.HANG_UP)
    assert isinstance(outcome, Unsure)


def test_no_token_is_asked_for_and_the_address_is_in_no_log_and_no_error():
    with platform(Fault(endpoint=PATH, nth=1, mishap=Mishap.HANG_UP)) as wecom, logged() as log:
        where = wecom.corp.address_for_bot("CHAT")
        outcome = WeComBotVoice(wecom.calls()).answer(wecom.url + where, "好")
        assert wecom.called() == [PATH]
    code = where.partition("=")[2]
    assert code not in log.getvalue() + str(outcome)


def test_the_platforms_own_address_and_the_configured_one_may_be_called():
    assert bot.address(PLATFORM, GOOD) == GOOD
    local = At("http://127.0.0.1:8080/cgi-bin/")
    assert bot.address(local, GOOD) == GOOD
    own = f"http://127.0.0.1:8080/cgi-bin/{PATH}?response_code=RC"
    assert bot.address(local, own) == own
    assert bot.address(PLATFORM, own) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not an address",
        GOOD.replace("https", "http"),
        GOOD.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com.example.invalid"),
        GOOD.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com@169.254.169.254"),
        GOOD.replace("qyapi.weixin.qq.com", "user@qyapi.weixin.qq.com"),
        GOOD.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com:8443"),
        GOOD.replace("/aibot/response", "/aibot/../message/send"),
        GOOD.replace("aibot/response", "message/send"),
        "https://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://[::1",
        f"{bot.PLATFORM}{PATH}",
        f"{bot.PLATFORM}{PATH}?response_code=",
        f"{GOOD}&response_code=other",
        f"{GOOD} HTTP/1.1",
        GOOD + "x" * 2048,
    ],
)
def test_any_other_address_is_never_called(url):
    assert bot.address(PLATFORM, url) is None
    assert WeComBotVoice(Uncalled()).answer(url, "好") == NoPower()


class Uncalled:
    """Calls that hand over a client which cannot send."""

    def outcome(self, call):
        client = WeComClient.__new__(WeComClient)
        client.base_url = bot.PLATFORM
        return call(client)


@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_stands_before_or_behind_no_other_host_is_called(before, behind):
    for url in (before + GOOD, before, GOOD + behind, f"https://{before}/cgi-bin/{PATH}?{behind}"):
        where = bot.address(PLATFORM, url)
        assert where is None or where.startswith(f"{bot.PLATFORM}{PATH}?")
