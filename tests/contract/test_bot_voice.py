"""The bot's one answer: in memory, and over a made-up WeCom."""

from dataclasses import dataclass, field

import pytest

from qungui.adapters.memory.bot_voice import MemoryBotVoice
from qungui.adapters.wecom.bot_voice import WeComBotVoice
from qungui.model.outcome import Done, NoPower, Spent
from qungui.ports import BotVoice
from tests.support.wecom import Platform, platform

OTHERS = "https://example.invalid/cgi-bin/aibot/response?response_code=x"


@dataclass(slots=True)
class InMemory:
    voice: MemoryBotVoice = field(default_factory=MemoryBotVoice)

    def address(self) -> str:
        self.voice.open.add("https://wecom/once")
        return "https://wecom/once"

    def said(self) -> list[str]:
        return list(self.voice.said.values())


@dataclass(slots=True)
class OverTheWire:
    wecom: Platform

    @property
    def voice(self) -> BotVoice:
        return WeComBotVoice(self.wecom.calls())

    def address(self) -> str:
        return self.wecom.url + self.wecom.corp.address_for_bot("CHAT")

    def said(self) -> list[str]:
        return [effect.text for effect in self.wecom.effects()]


@pytest.fixture(params=["memory", "wecom"])
def way(request):
    if request.param == "memory":
        yield InMemory()
        return
    with platform() as wecom:
        yield OverTheWire(wecom)


def test_a_turn_is_answered(way):
    assert way.voice.answer(way.address(), "适用本规定") == Done()
    assert way.said() == ["适用本规定"]


def test_an_address_serves_once(way):
    address = way.address()
    way.voice.answer(address, "一")
    assert isinstance(way.voice.answer(address, "二"), Spent)
    assert way.said() == ["一"]


def test_nobody_but_the_platform_is_called(way):
    assert way.voice.answer(OTHERS, "一") == NoPower()
    assert way.said() == []
