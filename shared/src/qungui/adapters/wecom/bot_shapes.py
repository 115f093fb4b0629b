"""The AI bot's JSON, read and written."""

from collections.abc import Mapping
from typing import Any

from qungui.adapters.wecom.event_tree import Tree, listed
from qungui.model.bot_events import BotCardClicked, BotPolled, BotTouched, BotTurn, Quote

CLICK = "template_card_event"
TOUCHES = frozenset({"enter_chat", "feedback_event"})
TURNS = frozenset({"text", "mixed", "image", "voice", "file", "video"})

type BotEvent = BotTurn | BotCardClicked | BotTouched | BotPolled


def bot_event_from(tree: Tree) -> BotEvent | None:
    """None for a kind that nobody knows."""
    kind = _text(tree, "msgtype")
    who = {
        "message_id": _text(tree, "msgid"),
        "bot_id": _text(tree, "aibotid"),
        "userid": _text(_node(tree, "from"), "userid"),
    }
    if kind == "stream":
        return BotPolled(**who, stream_id=_text(_node(tree, "stream"), "id"))
    who["chat_id"] = _text(tree, "chatid")
    if kind == "event":
        return _event(tree, who)
    if kind not in TURNS:
        return None
    return BotTurn(
        **who,
        kind=kind,
        chat_type=_text(tree, "chattype"),
        response_url=_text(tree, "response_url"),
        content=_contents(tree, kind),
        quote=_quote(_node(tree, "quote")),
    )


def bot_event_to(event: BotEvent) -> Tree:
    tree: Tree = {
        "msgid": event.message_id,
        "aibotid": event.bot_id,
        "from": {"userid": event.userid},
    }
    match event:
        case BotPolled():
            return {**tree, "msgtype": "stream", "stream": {"id": event.stream_id}}
        case BotTouched():
            body = {"msgtype": "event", "event": {"eventtype": event.name}}
            return {**tree, "chatid": event.chat_id, **body}
        case BotCardClicked():
            return {**tree, **_click_to(event)}
        case BotTurn():
            return {**tree, **_turn_to(event)}


def _event(tree: Tree, who: Mapping[str, str]) -> BotEvent | None:
    event = _node(tree, "event")
    name = _text(event, "eventtype")
    if name in TOUCHES:
        return BotTouched(**who, name=name)
    if name != CLICK:
        return None
    card = _node(event, CLICK)
    return BotCardClicked(
        **who,
        response_url=_text(tree, "response_url"),
        key=_text(card, "event_key"),
        task_id=_text(card, "task_id"),
        card_type=_text(card, "card_type"),
        choices=tuple(map(_choice, _nodes(_node(card, "selected_items"), "selected_item"))),
    )


def _contents(tree: Tree, kind: str) -> tuple[str, ...]:
    if kind != "mixed":
        content = _text(_node(tree, kind), "content")
        return (content,) if content else ()
    parts = (_text(_node(one, "text"), "content") for one in _nodes(_node(tree, kind), "msg_item"))
    return tuple(filter(None, parts))


def _quote(tree: Tree) -> Quote | None:
    kind = _text(tree, "msgtype")
    return Quote(kind, "\n".join(_contents(tree, kind))) if kind else None


def _choice(tree: Tree) -> tuple[str, tuple[str, ...]]:
    ids = listed(_node(tree, "option_ids").get("option_id"))
    return _text(tree, "question_key"), tuple(str(one) for one in ids)


def _turn_to(event: BotTurn) -> Tree:
    body: Tree = {
        "chatid": event.chat_id,
        "chattype": event.chat_type,
        "response_url": event.response_url,
        "msgtype": event.kind,
    }
    if event.kind == "mixed":
        parts = [{"msgtype": "text", "text": {"content": one}} for one in event.content]
        body["mixed"] = {"msg_item": parts}
    else:
        body[event.kind] = {"content": "".join(event.content)}
    if event.quote is not None:
        kind, content = event.quote.kind, event.quote.content
        body["quote"] = {"msgtype": kind, kind: {"content": content}}
    return body


def _click_to(event: BotCardClicked) -> Tree:
    chosen = [
        {"question_key": question, "option_ids": {"option_id": list(options)}}
        for question, options in event.choices
    ]
    card = {
        "event_key": event.key,
        "task_id": event.task_id,
        "card_type": event.card_type,
        "selected_items": {"selected_item": chosen},
    }
    return {
        "chatid": event.chat_id,
        "response_url": event.response_url,
        "msgtype": "event",
        "event": {"eventtype": CLICK, CLICK: card},
    }


def _node(tree: Tree, name: str) -> Tree:
    value = tree.get(name)
    return value if isinstance(value, dict) else {}


def _nodes(tree: Tree, name: str) -> list[Tree]:
    return [one for one in listed(tree.get(name)) if isinstance(one, dict)]


def _text(tree: Mapping[str, Any], name: str) -> str:
    value = tree.get(name)
    return value if isinstance(value, str) else ""
