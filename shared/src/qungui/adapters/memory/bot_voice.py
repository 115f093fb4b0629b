"""The AI bot's answers."""

from dataclasses import dataclass, field

from qungui.model.outcome import CallOutcome, Done, NoPower, Spent

_SPENT = 40029


@dataclass(slots=True)
class MemoryBotVoice:
    """
    Implements :class:`qungui.ports.BotVoice`.

    Attributes:
        open: Addresses that take one answer.
        spent: Addresses of the platform's that take none any more.
        said: What was answered, by address.
    """

    open: set[str] = field(default_factory=set)
    spent: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)

    def answer(self, response_url: str, text: str) -> CallOutcome:
        if response_url in self.open:
            self.open.remove(response_url)
            self.spent.add(response_url)
            self.said[response_url] = text
            return Done()
        return Spent(_SPENT) if response_url in self.spent else NoPower()
