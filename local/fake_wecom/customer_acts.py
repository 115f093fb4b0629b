"""Customer groups, welcome texts, intercept rules."""

from datetime import datetime
from typing import Any

from local.fake_wecom.answers import Code, Refusal, ok
from local.fake_wecom.company import Company
from local.fake_wecom.estate import CustomerChat
from local.fake_wecom.record import Done, Effect
from local.fake_wecom.results import Act, Body, Result

_NOBODY_NAMED = 1000  # so many people in range need a filter


def list_groups(company: Company, body: Body, _: datetime) -> Result:
    """Groups of owners who left appear only when that owner is named."""
    owners = [name.casefold() for name in body.get("owner_filter", {}).get("userid_list", ())]
    if not owners and len(company.staff) > _NOBODY_NAMED:
        raise Refusal(Code.TOO_MANY_IN_RANGE, "more than 1000 in range: name the owners")
    wanted = body.get("status_filter", 0)
    chats = [
        chat
        for chat in company.estate.customer_chats.values()
        if (chat.owner.casefold() in owners if owners else chat.status == 0)
        and (not wanted or chat.status == wanted)
    ]
    start = int(body.get("cursor", 0))
    end = start + min(body["limit"], company.estate.page)
    page = [{"chat_id": chat.chat_id, "status": chat.status} for chat in chats[start:end]]
    more = {"next_cursor": str(end)} if end < len(chats) else {}
    return ok(group_chat_list=page, **more), Done()


def get_group(company: Company, body: Body, _: datetime) -> Result:
    chat = _chat(company, body["chat_id"])
    named = bool(body.get("need_name"))
    whole = {
        "chat_id": chat.chat_id,
        "name": chat.name,
        "owner": chat.owner,
        "create_time": chat.created,
        "notice": chat.notice,
        "member_list": [_member(each, named=named) for each in chat.members],
        "admin_list": [{"userid": userid} for userid in chat.administrators],
        "member_version": chat.member_version,
    }
    return ok(group_chat=whole), Done()


def transfer(company: Company, body: Body, _: datetime) -> Result:
    """Part of the groups may fail: that is no error. A failed one says why."""
    to = company.userid(body["new_owner"])
    if to is None:
        raise Refusal(Code.NOBODY_VALID, "new_owner is not on the staff")
    failed, effects = [], []
    for chat_id in body["chat_id_list"]:
        chat = company.estate.customer_chats.get(chat_id)
        if chat is None or chat.status:
            failed.append({"chat_id": chat_id, "errcode": 40050, "errmsg": "invalid chat"})
            continue
        chat.owner = to
        effects.append(Effect(kind="owner", to=chat_id, whom=to))
    return ok(failed_chat_list=failed), Done(tuple(effects))


def propose(company: Company, body: Body, _: datetime) -> Result:
    """Nothing is sent: the owner must confirm in the client."""
    if company.userid(body["sender"]) is None:
        raise Refusal(Code.NOBODY_VALID, "sender is not on the staff")
    company.estate.proposals.append(dict(body))
    return ok(fail_list=[], msgid=f"proposal-{next(company.numbers)}"), Done()


def add_welcome(company: Company, body: Body, _: datetime) -> Result:
    template_id = f"welcome-{next(company.numbers)}"
    company.estate.welcomes[template_id] = body["text"]["content"]
    return ok(template_id=template_id), Done()


def edit_welcome(company: Company, body: Body, _: datetime) -> Result:
    _welcome(company, body)
    company.estate.welcomes[body["template_id"]] = body["text"]["content"]
    return ok(), Done()


def get_welcome(company: Company, body: Body, _: datetime) -> Result:
    return ok(text={"content": _welcome(company, body)}), Done()


def delete_welcome(company: Company, body: Body, _: datetime) -> Result:
    _welcome(company, body)
    del company.estate.welcomes[body["template_id"]]
    return ok(), Done()


def add_rule(company: Company, body: Body, now: datetime) -> Result:
    rule_id = f"rule-{next(company.numbers)}"
    rule = {name: value for name, value in body.items() if name != "semantics_list"}
    extra = {"semantics_list": body.get("semantics_list", [])}
    created = {"rule_id": rule_id, "create_time": int(now.timestamp())}
    company.estate.intercept_rules[rule_id] = {**rule, **created, "extra_rule": extra}
    return ok(rule_id=rule_id), Done()


def list_rules(company: Company, _: Body, __: datetime) -> Result:
    shown = ("rule_id", "rule_name", "create_time")
    rules = company.estate.intercept_rules.values()
    return ok(rule_list=[{name: rule[name] for name in shown} for rule in rules]), Done()


def get_rule(company: Company, body: Body, _: datetime) -> Result:
    return ok(rule=_rule(company, body)), Done()


def update_rule(company: Company, body: Body, _: datetime) -> Result:
    _rule(company, body).update(body)
    return ok(), Done()


def delete_rule(company: Company, body: Body, _: datetime) -> Result:
    _rule(company, body)
    del company.estate.intercept_rules[body["rule_id"]]
    return ok(), Done()


def _chat(company: Company, chat_id: str) -> CustomerChat:
    chat = company.estate.customer_chats.get(chat_id)
    if chat is None:
        raise Refusal(Code.BAD_CHAT, "no such chat_id")
    return chat


def _member(raw: dict[str, Any], *, named: bool) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if named or name != "name"}


def _welcome(company: Company, body: Body) -> str:
    words = company.estate.welcomes.get(body["template_id"])
    if words is None:
        raise Refusal(Code.BAD_PARAMETER, "no such template_id")
    return words


def _rule(company: Company, body: Body) -> dict[str, Any]:
    rule = company.estate.intercept_rules.get(body["rule_id"])
    if rule is None:
        raise Refusal(Code.RULE_UNKNOWN, "no such rule_id")
    return rule


ACTS: dict[str, Act] = {
    "externalcontact/groupchat/list": list_groups,
    "externalcontact/groupchat/get": get_group,
    "externalcontact/groupchat/onjob_transfer": transfer,
    "externalcontact/add_msg_template": propose,
    "externalcontact/group_welcome_template/add": add_welcome,
    "externalcontact/group_welcome_template/edit": edit_welcome,
    "externalcontact/group_welcome_template/get": get_welcome,
    "externalcontact/group_welcome_template/del": delete_welcome,
    "externalcontact/add_intercept_rule": add_rule,
    "externalcontact/get_intercept_rule_list": list_rules,
    "externalcontact/get_intercept_rule": get_rule,
    "externalcontact/update_intercept_rule": update_rule,
    "externalcontact/del_intercept_rule": delete_rule,
}
