"""
The platform's events: text in, one typed value out, and back.

wechatpy leaves most of them untyped and knows nothing of the newer ones, so the raw tree decides.
"""

import json
from collections.abc import Mapping
from typing import get_args

from qungui.adapters.wecom.bot_shapes import BotEvent, bot_event_from, bot_event_to
from qungui.adapters.wecom.event_shapes import SHAPES
from qungui.adapters.wecom.event_tree import to_xml, tree_from
from qungui.errors import InvalidEventError

BOT_KINDS = get_args(BotEvent.__value__)
KINDS = (*(shape.kind for shape in SHAPES), *BOT_KINDS)


def event_from(plaintext: str) -> object:
    """
    One of ``KINDS``.

    Raises:
        InvalidEventError: No kind that anybody knows, or not an event at all.
    """
    tree = tree_from(plaintext)
    found: object
    if "msgtype" in tree:
        found = bot_event_from(tree)
    else:
        found = next((event for shape in SHAPES if (event := shape.read(tree)) is not None), None)
    if found is None:
        msg = "an event of a kind that nobody knows"
        raise InvalidEventError(msg)
    return found


def event_to_text(event: object, header: Mapping[str, str]) -> str:
    """As the platform writes it; *header* has what every XML event says, such as its time."""
    if isinstance(event, BOT_KINDS):
        return json.dumps(bot_event_to(event), ensure_ascii=False)
    shape = next(shape for shape in SHAPES if shape.kind is type(event))
    own = {field.path for field in shape.fields.values()}
    others = {name: text for name, text in header.items() if name not in own}
    return to_xml(others | shape.write(event))
