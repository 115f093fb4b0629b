"""What each endpoint does to the company. The form of the body is checked before."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from local.fake_wecom.answers import Code, Refusal, ok
from local.fake_wecom.company import Chat, Company
from local.fake_wecom.endpoints import (
    DEFAULT_DUPLICATE_INTERVAL,
    GROUP_MESSAGES_PER_MEMBER,
    MESSAGES_PER_MEMBER,
)
from local.fake_wecom.record import Done, Effect

type Body = Mapping[str, Any]
type Act = Callable[[Company, Body, datetime], tuple[Mapping[str, Any], Done]]

SMALLEST_CHAT = 2


def send_message(company: Company, body: Body, now: datetime) -> tuple[Mapping[str, Any], Done]:
    """One-to-one messages. Part of the receivers may be invalid: that is no error."""
    if body["agentid"] != company.account.agent_id:
        raise Refusal(Code.BAD_AGENT, "agentid is not this app's")
    names = str(body.get("touser", "")).split("|")
    valid = [userid for name in names if (userid := company.userid(name))]
    invalid = "|".join(name.casefold() for name in names if not company.userid(name))
    if not valid:
        raise Refusal(Code.NOBODY_VALID, "no valid receiver")
    answer = ok(msgid=f"msg-{next(company.numbers)}", invaliduser=invalid)
    if _is_repeat(company, body, now):
        return answer, Done(remark="duplicate")
    if body["msgtype"] == "template_card":
        answer |= {"response_code": f"code-{next(company.numbers)}"}
        _use_task_id(company, body["template_card"]["task_id"])
    return answer, _delivered(company, body, valid, now)


def _is_repeat(company: Company, body: Body, now: datetime) -> bool:
    """Whether the same JSON was delivered within its interval; notes it otherwise."""
    if not body.get("enable_duplicate_check"):
        return False
    default = DEFAULT_DUPLICATE_INTERVAL.total_seconds()
    interval = timedelta(seconds=body.get("duplicate_check_interval", default))
    digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    before = company.posted.get(digest)
    if before is not None and now - before < interval:
        return True
    company.posted[digest] = now
    return False


def _use_task_id(company: Company, task_id: str) -> None:
    if task_id in company.task_ids:
        raise Refusal(Code.CARD_REPEATED, "template_card.task_id was used before")
    company.task_ids.add(task_id)


def _delivered(company: Company, body: Body, valid: list[str], now: datetime) -> Done:
    """Past 30 a minute a member gets nothing more of an app, and nobody is told."""
    reached = [
        userid
        for userid in valid
        if company.windows.admits(f"messages to {userid}", MESSAGES_PER_MEMBER, now)
    ]
    kind, text = str(body["msgtype"]), words(body)
    effects = tuple(Effect(kind=kind, to=userid, text=text) for userid in reached)
    return Done(effects, "" if len(reached) == len(valid) else "dropped: over 30 a minute")


def words(body: Body) -> str:
    """All that a reader sees of a message, line by line."""
    content = body[str(body["msgtype"])]
    if "content" in content:
        return str(content["content"])
    if "main_title" not in content:
        return "\n".join((content["title"], content["description"]))
    lines = [content["main_title"]["title"], content["main_title"].get("desc", "")]
    lines.append(content.get("sub_title_text", ""))
    facts = content.get("horizontal_content_list", ())
    lines.extend(f"{fact['keyname']}：{fact.get('value', '')}" for fact in facts)
    return "\n".join(line for line in lines if line)


def create_chat(company: Company, body: Body, _: datetime) -> tuple[Mapping[str, Any], Done]:
    members = [_employed(company, name) for name in body["userlist"]]
    chat_id = body.get("chatid") or f"chat{next(company.numbers)}"
    if chat_id in company.chats:
        raise Refusal(Code.CHAT_EXISTS, "chatid exists")
    owner = _employed(company, body["owner"]) if "owner" in body else members[0]
    name = body.get("name", "")
    company.chats[chat_id] = Chat(chat_id=chat_id, name=name, owner=owner, members=members)
    return ok(chatid=chat_id), Done()


def update_chat(company: Company, body: Body, _: datetime) -> tuple[Mapping[str, Any], Done]:
    """Whoever leaves is no longer in the roster; the owner only with a successor."""
    chat = company.chat(body["chatid"])
    arriving = [_employed(company, name) for name in body.get("add_user_list", ())]
    gone = {name.casefold() for name in body.get("del_user_list", ())}
    owner = _employed(company, body["owner"]) if "owner" in body else chat.owner
    if owner.casefold() in gone:
        raise Refusal(Code.MISSING, "owner must be given when the owner is deleted")
    leaving = [member for member in chat.members if member.casefold() in gone]
    stay = [member for member in chat.members if member not in leaving]
    stay += [member for member in arriving if member not in stay]
    if len(stay) < SMALLEST_CHAT:
        raise Refusal(Code.CHAT_SIZE, "too few members would be left")
    chat.members, chat.owner, chat.name = stay, owner, body.get("name", chat.name)
    removed = tuple(Effect(kind="removal", to=chat.chat_id, whom=userid) for userid in leaving)
    return ok(), Done(removed)


def get_chat(company: Company, body: Body, _: datetime) -> tuple[Mapping[str, Any], Done]:
    chat = company.chat(body["chatid"])
    info = {
        "chatid": chat.chat_id,
        "name": chat.name,
        "owner": chat.owner,
        "userlist": list(chat.members),
        "chat_type": 0,
    }
    return ok(chat_info=info), Done()


def send_to_chat(company: Company, body: Body, now: datetime) -> tuple[Mapping[str, Any], Done]:
    """Each member gets 200 a minute at most; what is over is dropped for them alone."""
    chat = company.chat(body["chatid"])
    reached = [
        userid
        for userid in chat.members
        if company.windows.admits(f"group messages to {userid}", GROUP_MESSAGES_PER_MEMBER, now)
    ]
    if not reached:
        return ok(), Done(remark="dropped: over 200 a minute")
    return ok(), Done((Effect(kind=str(body["msgtype"]), to=chat.chat_id, text=words(body)),))


def _employed(company: Company, name: str) -> str:
    userid = company.userid(name)
    if userid is None:
        raise Refusal(Code.CHAT_MEMBER, "a member is not on the staff")
    return userid


ACTS: Mapping[str, Act] = {
    "message/send": send_message,
    "appchat/create": create_chat,
    "appchat/update": update_chat,
    "appchat/get": get_chat,
    "appchat/send": send_to_chat,
}
