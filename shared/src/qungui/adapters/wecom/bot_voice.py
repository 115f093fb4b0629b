"""What the AI bot says."""

from qungui.adapters.wecom.api import bot
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice
from qungui.adapters.wecom.limits import within_bytes
from qungui.errors import PlatformRefusal
from qungui.model.outcome import CallOutcome, NoPower, Spent

_NOT_TRUSTED = frozenset({60020, 301042})  # our address, which an administrator can put right
_PASSES = frozenset({Advice.RETRY, Advice.BACK_OFF})


class WeComBotVoice:
    """Implements :class:`qungui.ports.BotVoice`."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def answer(self, response_url: str, text: str) -> CallOutcome:
        content = within_bytes(text, bot.MAX_MARKDOWN)

        def say(client: WeComClient) -> CallOutcome | None:
            where = bot.address(client, response_url)
            if where is None:
                return NoPower()
            try:
                bot.answer(client, where, content)
            except PlatformRefusal as refusal:
                if refusal.code in _NOT_TRUSTED or advice(refusal.code) in _PASSES:
                    raise
                # No page says which code a spent address has, and no secret of ours is in the call.
                return Spent(refusal.code)
            return None

        return self._calls.outcome(say)
