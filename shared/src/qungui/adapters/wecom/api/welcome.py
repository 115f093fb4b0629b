"""Welcome texts of customer groups (入群欢迎语素材). Their fields are not confirmed by a page."""

from qungui.adapters.wecom.api.answers import part, text
from qungui.adapters.wecom.client import WeComClient

_FAMILY = "externalcontact/group_welcome_template/"


def add(client: WeComClient, content: str) -> str:
    """The template's id."""
    answer = client.post(f"{_FAMILY}add", {"text": {"content": content}})
    return part(answer, "template_id", str)


def edit(client: WeComClient, template_id: str, content: str) -> None:
    client.post(f"{_FAMILY}edit", {"template_id": template_id, "text": {"content": content}})


def get(client: WeComClient, template_id: str) -> str:
    """Its words."""
    answer = client.post(f"{_FAMILY}get", {"template_id": template_id})
    return text(part(answer, "text", dict), "content")


def delete(client: WeComClient, template_id: str) -> None:
    client.post(f"{_FAMILY}del", {"template_id": template_id})
