"""Groups that our app made (群聊会话): documented on pages 90245, 98913, 98914, 90248."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from qungui.adapters.wecom.api.answers import Json, part, said, text, texts
from qungui.adapters.wecom.client import WeComClient

MAX_MEMBERS = 2000
MAX_NAME = 50  # characters
MAX_TEXT = 2048  # bytes


@dataclass(frozen=True, slots=True)
class Appchat:
    """A group as ``get`` answers it; ``members`` are userids as the platform writes them."""

    chat_id: str
    name: str
    owner: str
    members: tuple[str, ...]

    def spelling(self, userid: str) -> str | None:
        """The member as the platform writes them; userids differ by more than case."""
        wanted = userid.casefold()
        return next((member for member in self.members if member.casefold() == wanted), None)

    def is_owned_by(self, userid: str) -> bool:
        return self.owner.casefold() == userid.casefold()

    @classmethod
    def of(cls, raw: Json) -> Self:
        return cls(
            chat_id=text(raw, "chatid"),
            name=text(raw, "name"),
            owner=text(raw, "owner"),
            members=texts(raw, "userlist"),
        )


def create(
    client: WeComClient, *, chat_id: str, name: str, owner: str, members: Sequence[str]
) -> str:
    """The chat id. With an id of our own a repeat is recognisable: errcode 86215."""
    data = said(chatid=chat_id, name=name, owner=owner, userlist=list(members))
    return part(client.post("appchat/create", data), "chatid", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What ``update`` changes; an owner who leaves needs a successor in the same call."""

    name: str = ""
    owner: str = ""
    arriving: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()


def update(client: WeComClient, chat_id: str, changes: Changes) -> None:
    data = said(
        chatid=chat_id,
        name=changes.name,
        owner=changes.owner,
        add_user_list=list(changes.arriving),
        del_user_list=list(changes.leaving),
    )
    client.post("appchat/update", data)


def get(client: WeComClient, chat_id: str) -> Appchat:
    answer = client.get("appchat/get", {"chatid": chat_id})
    return Appchat.of(part(answer, "chat_info", dict))


def send_text(
    client: WeComClient, chat_id: str, content: str, mentioned: Sequence[str] = ()
) -> None:
    words = said(content=content, mentioned_list=list(mentioned))
    client.post("appchat/send", {"chatid": chat_id, "msgtype": "text", "text": words})


def send_markdown(client: WeComClient, chat_id: str, content: str) -> None:
    data = {"chatid": chat_id, "msgtype": "markdown", "markdown": {"content": content}}
    client.post("appchat/send", data)


def send_textcard(
    client: WeComClient, chat_id: str, *, title: str, description: str, url: str
) -> None:
    """Title and description are counted in bytes here: 128 and 512."""
    card = {"title": title, "description": description, "url": url}
    client.post("appchat/send", {"chatid": chat_id, "msgtype": "textcard", "textcard": card})
