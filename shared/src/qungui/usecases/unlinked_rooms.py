"""A room that nobody linked: registered once, and linked where our own marker shows up in it."""

from dataclasses import dataclass, field

from qungui.model.message import Message
from qungui.notices.marker import group_of_marker
from qungui.ports import Directory, GroupBook, SentRegister

_REMEMBERED = 10_000  # rooms; past it they are registered again, which is harmless


@dataclass(slots=True, kw_only=True)
class UnlinkedRooms:
    """No text is kept of such a room, and nothing in it is judged."""

    book: GroupBook
    directory: Directory
    sent: SentRegister
    _registered: set[str] = field(default_factory=set)

    def __call__(self, message: Message) -> None:
        """
        Raises:
            TransientError: It cannot be told now; deliver the message again.
        """
        marked = group_of_marker(message.text)
        if marked is not None and self._link(marked, message):
            return
        name = str(message.group)
        if name in self._registered:
            return
        self.book.register(message.group, None, message.sent_at)
        if len(self._registered) >= _REMEMBERED:
            self._registered.clear()
        self._registered.add(name)

    def _link(self, group_id: str, message: Message) -> bool:
        """Only a text that we posted, only within ten minutes, and only the first room."""
        linked = self.directory.group(group_id)
        if linked is None or linked.group.alias(message.group.kind) is not None:
            return False
        if not self.sent.is_ours(group_id, message.text, message.sent_at):
            return False
        self.directory.attach(group_id, message.group)
        # Under the group's own id from here on, so that its roster is pulled.
        self.book.register(message.group, linked.group.kind, message.sent_at)
        return True
