"""
One conversation per call between client and fake, written down with the page of each field.

``python -m tests.support.conversations`` writes them anew; the contract tests compare.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from local.fake_wecom.company import Company
from local.fake_wecom.corp import Request
from local.fake_wecom.endpoints import TABLE
from local.fake_wecom.estate import CustomerChat, Room
from qungui.adapters.wecom.api import (
    appchat,
    approvals,
    bot,
    contacts,
    customer_groups,
    intercept,
    login,
    messages,
    msgaudit,
    platform,
    webhook,
    welcome,
)
from qungui.adapters.wecom.client import WeComClient
from qungui.ports import Budgets
from tests.support.build import NOON, at
from tests.support.wecom import ACCOUNT, CHAT, Platform
from tests.support.wecom import platform as on_platform

FOLDER = Path(__file__).parents[1] / "contract/conversations"
KEY = "made-up-webhook-key"
_SECRETS = {"access_token", "corpsecret"}
RULE = intercept.InterceptRule(
    name="外发联系方式",
    words=("私下转账",),
    kind=intercept.InterceptType.BLOCK,
    semantics=(1, 3),
    users=("zhangsan",),
)
TEXT_NOTICE = {
    "card_type": "text_notice",
    "main_title": {"title": "群规更新", "desc": "明日起执行"},
    "card_action": {"type": 1, "url": "https://rules.example/"},
}
BUTTON_CARD = {
    "card_type": "button_interaction",
    "task_id": "order1-0",
    "main_title": {"title": "请将一名成员移出群"},
    "button_list": [{"text": "已移出", "style": 1, "key": "removed"}],
}


def furnish(company: Company) -> None:
    """Something of everything that a call may ask for."""
    estate = company.estate
    company.webhooks[KEY] = "room-1"
    company.card_codes["code-x"] = NOON
    company.bot_codes["bot-code-x"] = ("CHAT", NOON)
    member = {"type": 1, "join_time": 1700000001, "join_scene": 1}
    estate.customer_chats["wrAAAA"] = CustomerChat(
        chat_id="wrAAAA",
        owner="ZhangSan",
        name="项目甲客户群",
        notice="请遵守群规",
        created=1700000000,
        administrators=["lisi"],
        members=[
            {
                "userid": "ZhangSan",
                **member,
                "name": "张三",
                "invitor": {"userid": "lisi"},
                "group_nickname": "产品-张三",
            },
            {
                "userid": "wmBBBBcustomer000000000000000001",
                "type": 2,
                "join_time": 1700000002,
                "join_scene": 3,
                "group_nickname": "甲方-老王",
                "name": "老王",
                "unionid": "o1",
                "state": "s1",
            },
        ],
    )
    estate.welcomes["welcome-x"] = "欢迎，请先看群规"
    estate.intercept_rules["rule-x"] = {
        "rule_id": "rule-x",
        "rule_name": "旧规则",
        "word_list": ["旧词"],
        "intercept_type": 2,
        "create_time": 1700000000,
        "extra_rule": {"semantics_list": [1]},
        "applicable_range": {"user_list": ["ZhangSan"], "department_list": [2]},
    }
    estate.departments |= {2: 1}
    estate.employees.append(
        {
            "userid": "ZhangSan",
            "name": "张三",
            "alias": "",
            "position": "产品",
            "department": [2],
            "order": [0],
            "is_leader_in_dept": [1],
            "direct_leader": ["boss"],
            "main_department": 2,
            "status": 1,
        }
    )
    estate.rooms["wrROOM1"] = Room(
        name="市场部",
        creator="boss",
        created=1700000000,
        notice="群规",
        members=[("boss", 1700000001)],
    )
    estate.seats[1] = ["ZhangSan"]
    agreed = {"agree_status": "Agree", "status_change_time": 1700000003}
    estate.room_agreements["wrROOM1"] = [
        {"exteranalopenid": "wmBBBBcustomer000000000000000001", **agreed}
    ]
    estate.agreements["zhangsan", "wmBBBBcustomer000000000000000001"] = agreed
    estate.approvals["202600009999"] = {
        "sp_no": "202600009999",
        "sp_status": 2,
        "apply_time": int(NOON.timestamp()),
    }
    estate.open_userids["open-1"] = "ZhangSan"
    estate.codes["code-1"] = {"userid": "ZhangSan"}


def sender(client: WeComClient) -> messages.Sender:
    return messages.Sender(client, ACCOUNT.agent_id)


_CONTENTS = [{"control": "Text", "id": "Text-1", "value": {"text": "项目甲"}}]

# file name -> the call; the first part of the name says whose secret it needs
SCENES: Mapping[str, Callable[[WeComClient], object]] = {
    "gettoken": lambda c: c.get("getcallbackip", {}),
    "message-send-text": lambda c: sender(c).text(["zhangsan", "nobody"], "请留意群规"),
    "message-send-markdown": lambda c: sender(c).markdown(["zhangsan"], "**请留意**群规"),
    "message-send-textcard": lambda c: sender(c).textcard(
        ["zhangsan"], title="群规", description="您的记录", url="https://rules.example/"
    ),
    "message-send-button-card": lambda c: sender(c).template_card(["zhangsan"], BUTTON_CARD),
    "message-send-notice-card": lambda c: sender(c).template_card(["zhangsan"], TEXT_NOTICE),
    "message-update-buttons": lambda c: sender(c).replace_buttons(
        ["zhangsan"], response_code="code-x", said_instead="已移出"
    ),
    "message-update-card": lambda c: sender(c).replace_card(
        ["zhangsan"], response_code="code-x", card=TEXT_NOTICE
    ),
    "webhook-send-text": lambda c: webhook.send_text(c, KEY, "【群规通知】", ["zhangsan"]),
    "webhook-send-markdown": lambda c: webhook.send_markdown(c, KEY, "**群规**"),
    "webhook-send-card": lambda c: webhook.send_card(c, KEY, TEXT_NOTICE),
    "webhook-send-file": lambda c: webhook.send_file(c, KEY, "media-1"),
    "webhook-upload": lambda c: webhook.upload(c, KEY, name="a.txt", content=b"12345"),
    "aibot-response": lambda c: bot.answer(
        c, f"{c.base_url}aibot/response?response_code=bot-code-x", "适用《公司微信群管理规定》"
    ),
    "media-upload": lambda c: platform.upload(c, name="a.txt", content=b"12345"),
    "appchat-create": lambda c: appchat.create(
        c, chat_id="chat9", name="项目甲", owner="boss", members=["boss", "lisi"]
    ),
    "appchat-update": lambda c: appchat.update(
        c, CHAT.name, appchat.Changes(name="新名", owner="lisi", leaving=("ZhangSan",))
    ),
    "appchat-update-invite": lambda c: [
        appchat.update(c, CHAT.name, change)
        for change in (appchat.Changes(leaving=("lisi",)), appchat.Changes(arriving=("lisi",)))
    ],
    "appchat-get": lambda c: appchat.get(c, CHAT.name),
    "appchat-send-text": lambda c: appchat.send_text(c, CHAT.name, "【群规通知】", ["lisi"]),
    "appchat-send-markdown": lambda c: appchat.send_markdown(c, CHAT.name, "**群规**"),
    "appchat-send-textcard": lambda c: appchat.send_textcard(
        c, CHAT.name, title="群规", description="全文", url="https://rules.example/"
    ),
    "groupchat-list": lambda c: list(customer_groups.listed(c, owners=["zhangsan"])),
    "groupchat-get": lambda c: customer_groups.get(c, "wrAAAA"),
    "groupchat-transfer": lambda c: customer_groups.give_to(c, ["wrAAAA", "wrNONE"], "lisi"),
    "add-msg-template": lambda c: customer_groups.propose_message(
        c, sender="zhangsan", chat_ids=["wrAAAA"], content="群规"
    ),
    "welcome-add": lambda c: welcome.add(c, "欢迎"),
    "welcome-edit": lambda c: welcome.edit(c, "welcome-x", "欢迎您"),
    "welcome-get": lambda c: welcome.get(c, "welcome-x"),
    "welcome-del": lambda c: welcome.delete(c, "welcome-x"),
    "intercept-add": lambda c: intercept.add(c, RULE),
    "intercept-list": lambda c: list(intercept.listed(c)),
    "intercept-get": lambda c: intercept.get(c, "rule-x"),
    "intercept-update": lambda c: intercept.update(c, "rule-x", RULE),
    "intercept-del": lambda c: intercept.delete(c, "rule-x"),
    "department-simplelist": contacts.departments,
    "user-list": lambda c: contacts.employees(c, 2),
    "contacts-user-list-id": lambda c: list(contacts.seats(c)),
    "archive-permit-user-list": lambda c: msgaudit.seats(c, msgaudit.Seats.OFFICE),
    "archive-check-room-agree": lambda c: msgaudit.room_agreements(c, "wrROOM1"),
    "archive-check-single-agree": lambda c: msgaudit.single_agreements(
        c, [("zhangsan", "wmBBBBcustomer000000000000000001")]
    ),
    "archive-groupchat-get": lambda c: msgaudit.room(c, "wrROOM1"),
    "oa-getapprovaldetail": lambda c: approvals.detail(c, "202600009999"),
    "oa-getapprovalinfo": lambda c: list(approvals.numbers(c, at(hours=-1), at(hours=1))),
    "oa-applyevent": lambda c: approvals.apply(
        c, creator="zhangsan", template_id="t1", contents=_CONTENTS, summary=["群备案"]
    ),
    "auth-getuserinfo": lambda c: login.visitor(c, "code-1"),
    "openuserid-to-userid": lambda c: platform.userids(c, ["open-1", "open-2"]),
    "getcallbackip": platform.callback_addresses,
}


def secret_for(name: str) -> str:
    secrets = {"archive": ACCOUNT.archive_secret, "contacts": ACCOUNT.contacts_secret}
    return secrets.get(name.partition("-")[0], ACCOUNT.app_secret)


def client_for(wecom: Platform, name: str, budgets: Budgets | None = None) -> WeComClient:
    return wecom.client(secret=secret_for(name), budgets=budgets)


def recorded(name: str) -> dict[str, Any]:
    """The conversation as it goes now. Raises KeyError for a field that nobody documented."""
    with on_platform() as wecom:
        furnish(wecom.company)
        heard: list[tuple[Request, Mapping[str, Any] | None]] = []
        answer = wecom.corp.answer

        def listen(request: Request) -> Mapping[str, Any] | None:
            reply = answer(request)
            heard.append((request, reply))
            return reply

        wecom.corp.answer = listen  # type: ignore[method-assign]
        SCENES[name](client_for(wecom, name))
    (request, reply) = heard[0 if name == "gettoken" else -1]
    assert reply is not None
    return written(request, reply)


def written(request: Request, reply: Mapping[str, Any]) -> dict[str, Any]:
    endpoint = TABLE.find(request.method, request.path)
    assert endpoint is not None
    query = {name: value for name, value in request.query.items() if name not in _SECRETS}
    parts = {"query": query, "body": request.body or {}, "answer": dict(reply)}
    fields = [field for side, part in parts.items() for field in leaves(side, part)]
    return {
        "call": f"{request.method} {request.path}",
        "secret": endpoint.account if endpoint.needs_token else "none",
        **{side: part for side, part in parts.items() if part},
        "fields": {field: paged(endpoint.page_of(field)) for field in fields},
    }


def leaves(where: str, value: Any) -> Iterator[str]:
    """Every field once, lists without numbers."""
    found = dict.fromkeys(_leaves(where, value))
    yield from found


def _leaves(where: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        for name, each in value.items():
            yield from _leaves(f"{where}.{name}", each)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for each in value:
            yield from _leaves(where, each)
    elif where not in {"query", "body"}:
        yield where


def paged(page: str) -> str:
    return page if page == "unconfirmed" else f"path/{page}"


def read(name: str) -> dict[str, Any]:
    kept: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    return kept


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in SCENES:
        text = yaml.safe_dump(recorded(name), allow_unicode=True, sort_keys=False, width=96)
        (FOLDER / f"{name}.yaml").write_text(text)


if __name__ == "__main__":
    main()
