"""消息推送, the webhook a person made in a group: page 99110. The key is a secret, never logged."""

from collections.abc import Sequence

from qungui.adapters.wecom.api.answers import Json, part, said
from qungui.adapters.wecom.client import WeComClient

MAX_TEXT = 2048  # bytes
MAX_MARKDOWN = 4096  # bytes
EVERYBODY = "@all"


def send_text(client: WeComClient, key: str, content: str, mentioned: Sequence[str] = ()) -> None:
    """*mentioned*: userids, or ``@all``."""
    words = said(content=content, mentioned_list=list(mentioned))
    client.post_with_key("webhook/send", key, {"msgtype": "text", "text": words})


def send_markdown(client: WeComClient, key: str, content: str) -> None:
    data = {"msgtype": "markdown", "markdown": {"content": content}}
    client.post_with_key("webhook/send", key, data)


def send_card(client: WeComClient, key: str, card: Json) -> None:
    """``text_notice`` and ``news_notice`` only: a webhook's card has no buttons."""
    data = {"msgtype": "template_card", "template_card": card}
    client.post_with_key("webhook/send", key, data)


def send_file(client: WeComClient, key: str, media_id: str) -> None:
    """*media_id* from ``upload`` with the same key."""
    client.post_with_key("webhook/send", key, {"msgtype": "file", "file": {"media_id": media_id}})


def upload(client: WeComClient, key: str, *, name: str, content: bytes) -> str:
    """A media id of this webhook, good for three days; at most 20 MB."""
    params = [("key", key), ("type", "file")]
    answer = client.upload("webhook/upload_media", params, name=name, content=content)
    return part(answer, "media_id", str)
