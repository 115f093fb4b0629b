"""What each endpoint does to the company. The form of the body is checked before."""

from collections.abc import Mapping
from datetime import datetime

from local.fake_wecom import bot_acts, customer_acts, message_acts, staff_acts
from local.fake_wecom.answers import Code, Refusal, ok
from local.fake_wecom.company import Chat, Company
from local.fake_wecom.endpoints import GROUP_MESSAGES_PER_MEMBER, PEOPLE_IN_GROUPS
from local.fake_wecom.message_acts import words
from local.fake_wecom.record import Done, Effect
from local.fake_wecom.results import Act, Body, Result

SMALLEST_CHAT = 2


def create_chat(company: Company, body: Body, _: datetime) -> Result:
    members = [_employed(company, name) for name in body["userlist"]]
    chat_id = body.get("chatid") or f"chat{next(company.numbers)}"
    if chat_id in company.chats:
        raise Refusal(Code.CHAT_EXISTS, "chatid exists")
    owner = _employed(company, body["owner"]) if "owner" in body else members[0]
    name = body.get("name", "")
    company.chats[chat_id] = Chat(chat_id=chat_id, name=name, owner=owner, members=members)
    return ok(chatid=chat_id), Done((Effect(kind="creation", to=chat_id, text=name),))


def update_chat(company: Company, body: Body, _: datetime) -> Result:
    """Whoever leaves is no longer in the roster; the owner only with a successor."""
    chat = company.chat(body["chatid"])
    arriving = [_employed(company, name) for name in body.get("add_user_list", ())]
    gone = {name.casefold() for name in body.get("del_user_list", ())}
    owner = _employed(company, body["owner"]) if "owner" in body else chat.owner
    if owner.casefold() in gone:
        raise Refusal(Code.MISSING, "owner must be given when the owner is deleted")
    leaving = [member for member in chat.members if member.casefold() in gone]
    stay = [member for member in chat.members if member not in leaving]
    fresh = [member for member in arriving if member not in stay]
    stay += fresh
    if len(stay) < SMALLEST_CHAT:
        raise Refusal(Code.CHAT_SIZE, "too few members would be left")
    name = body.get("name", chat.name)
    seen = [Effect(kind="removal", to=chat.chat_id, whom=userid) for userid in leaving]
    seen += [Effect(kind="invitation", to=chat.chat_id, whom=userid) for userid in fresh]
    if name != chat.name:
        seen.append(Effect(kind="renaming", to=chat.chat_id, text=name))
    if owner != chat.owner:
        seen.append(Effect(kind="owner", to=chat.chat_id, whom=owner))
    chat.members, chat.owner, chat.name = stay, owner, name
    return ok(), Done(tuple(seen))


def get_chat(company: Company, body: Body, _: datetime) -> Result:
    chat = company.chat(body["chatid"])
    info = {
        "chatid": chat.chat_id,
        "name": chat.name,
        "owner": chat.owner,
        "userlist": list(chat.members),
        "chat_type": 0,
    }
    return ok(chat_info=info), Done()


def send_to_chat(company: Company, body: Body, now: datetime) -> Result:
    """Each member gets so much at most; what is over is dropped for them alone."""
    chat = company.chat(body["chatid"])
    company.windows.insist("people in groups", PEOPLE_IN_GROUPS, now, len(chat.members))
    reached = [
        userid
        for userid in chat.members
        if company.windows.admits(f"group messages to {userid}", GROUP_MESSAGES_PER_MEMBER, now)
    ]
    missed = "" if len(reached) == len(chat.members) else "dropped: over a member's limit"
    if not reached:
        return ok(), Done(remark=missed)
    shown = Effect(kind=str(body["msgtype"]), to=chat.chat_id, text=words(body))
    return ok(), Done((shown,), missed)


def _employed(company: Company, name: str) -> str:
    userid = company.userid(name)
    if userid is None:
        raise Refusal(Code.CHAT_MEMBER, "a member is not on the staff")
    return userid


ACTS: Mapping[str, Act] = {
    "appchat/create": create_chat,
    "appchat/update": update_chat,
    "appchat/get": get_chat,
    "appchat/send": send_to_chat,
    **bot_acts.ACTS,
    **message_acts.ACTS,
    **customer_acts.ACTS,
    **staff_acts.ACTS,
}
