"""Ids, files and addresses: pages 101521, 92521; uploads are not confirmed by a page."""

from collections.abc import Sequence
from itertools import batched

from qungui.adapters.wecom.api.answers import objects, part, texts
from qungui.adapters.wecom.client import WeComClient

MAX_IDS = 1000


def userids(client: WeComClient, open_userids: Sequence[str]) -> dict[str, str]:
    """Userid by open userid; those the app may not see are missing."""
    found = dict[str, str]()
    for some in batched(open_userids, MAX_IDS, strict=False):
        answer = client.post("batch/openuserid_to_userid", {"open_userid_list": list(some)})
        for each in objects(answer, "userid_list"):
            found[part(each, "open_userid", str)] = part(each, "userid", str)
    return found


def upload(client: WeComClient, *, name: str, content: bytes, kind: str = "file") -> str:
    """A media id, good for three days. *kind*: image, voice, video or file."""
    answer = client.upload("media/upload", [("type", kind)], name=name, content=content)
    return part(answer, "media_id", str)


def callback_addresses(client: WeComClient) -> tuple[str, ...]:
    """Where callbacks come from, for information only: the signature decides."""
    return texts(client.get("getcallbackip", {}), "ip_list")
