from datetime import timedelta

import pytest

from local.fake_wecom.corp import Request
from local.fake_wecom.faults import Fault, FaultPlan, Mishap
from tests.support.company import ACCOUNT, text_to


def card(**changes):
    return {
        "card_type": "button_interaction",
        "task_id": "order-1",
        "main_title": {"title": "请移出成员", "desc": "第二次广告"},
        "sub_title_text": "依据群规执行",
        "horizontal_content_list": [
            {"keyname": "成员", "type": 3, "value": "陈", "userid": "chen"}
        ],
        "button_list": [{"text": "已移出", "style": 1, "key": "done"}],
        **changes,
    }


def card_to(userids, **changes):
    return {
        "touser": userids,
        "msgtype": "template_card",
        "agentid": ACCOUNT.agent_id,
        "template_card": card(**changes),
    }


def test_a_text_reaches_the_member_and_is_on_record(caller):
    answer = caller.post("message/send", text_to("boris"))

    call = caller.corp.calls()[-1]
    assert answer["errcode"] == 0
    assert [(effect.kind, effect.to) for effect in call.effects] == [("text", "boris")]


def test_secrets_and_tokens_stay_off_the_record(caller):
    caller.post("message/send", text_to("boris"))

    assert "secret" not in str(caller.corp.calls())
    assert "token-" not in str(caller.corp.calls())


@pytest.mark.parametrize(
    ("query", "errcode"),
    [
        ({"corpid": "wwother", "corpsecret": ACCOUNT.app_secret}, 40013),
        ({"corpid": ACCOUNT.corp_id, "corpsecret": "guess"}, 40001),
        ({"corpid": ACCOUNT.corp_id}, 40063),
    ],
)
def test_a_token_is_only_given_for_the_right_secret(caller, query, errcode):
    assert caller.corp.answer(Request("GET", "gettoken", query))["errcode"] == errcode


def test_the_same_token_is_given_until_it_runs_out(make_caller, clock):
    caller = make_caller(token_life=timedelta(seconds=60))
    first = caller.token()
    clock.advance(timedelta(seconds=59))
    again = caller.token()
    clock.advance(timedelta(seconds=1))

    assert again == first
    assert caller.token() != first
    assert caller.post("message/send", text_to("boris"), first)["errcode"] == 42001


def test_a_token_never_given_is_refused(caller):
    assert caller.post("message/send", text_to("boris"), "token-99")["errcode"] == 40014


def test_a_call_without_token_is_refused(caller):
    assert caller.corp.answer(Request("GET", "appchat/get", {"chatid": "office"}))["errcode"] == (
        41001
    )


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"importance": 1}, 40058),
        ({"msgtype": "video"}, 40008),
        ({"agentid": "1000002"}, 40058),
        ({"agentid": 7}, 40056),
        ({"text": {"content": "字" * 683}}, 45002),
        ({"text": {"content": ""}}, 44004),
        ({"text": {}}, 40063),
        ({"enable_duplicate_check": 2}, 40058),
        ({"duplicate_check_interval": 14401}, 40058),
        ({"touser": "nobody"}, 81013),
    ],
)
def test_a_message_that_is_not_as_documented_is_refused(caller, change, errcode):
    assert caller.post("message/send", {**text_to("boris"), **change})["errcode"] == errcode
    assert caller.corp.calls()[-1].effects == ()


def test_a_text_of_exactly_2048_bytes_is_taken(caller):
    assert caller.post("message/send", text_to("boris", "字" * 682 + "ab"))["errcode"] == 0


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"task_id": "order 1"}, 40058),
        ({"task_id": "a" * 129}, 45002),
        ({"main_title": {"title": "字" * 37}}, 45002),
        ({"main_title": {"title": "移出", "desc": "字" * 45}}, 45002),
        ({"sub_title_text": "字" * 161}, 45002),
        ({"horizontal_content_list": [{"keyname": "六个字的名称", "value": "a"}]}, 45002),
        ({"horizontal_content_list": [{"keyname": "成员", "value": "字" * 31}]}, 45002),
        ({"horizontal_content_list": [{"keyname": "成员"}] * 7}, 40058),
        ({"button_list": [{"text": "十一个字才放得下的按钮", "key": "a"}]}, 45002),
        ({"button_list": [{"text": "好", "key": "a"}] * 7}, 40058),
        ({"button_list": []}, 40058),
        ({"card_type": "vote_interaction"}, 40008),
        ({"colour": "red"}, 40058),
    ],
)
def test_a_card_over_a_documented_limit_is_refused(caller, change, errcode):
    assert caller.post("message/send", card_to("anna", **change))["errcode"] == errcode


def test_a_card_shows_title_words_and_lines_and_answers_a_code(caller):
    answer = caller.post("message/send", card_to("anna"))

    assert answer["response_code"]
    assert (
        caller.corp.calls()[-1].effects[0].text == "请移出成员\n第二次广告\n依据群规执行\n成员：陈"
    )


def test_a_task_id_can_be_used_once(caller):
    caller.post("message/send", card_to("anna"))

    assert caller.post("message/send", card_to("boris"))["errcode"] == 42014


def test_part_of_the_receivers_may_be_invalid_without_an_error(caller):
    answer = caller.post("message/send", text_to("Boris|Ghost"))

    assert (answer["errcode"], answer["invaliduser"]) == (0, "ghost")
    assert [effect.to for effect in caller.corp.calls()[-1].effects] == ["boris"]


def test_the_same_json_within_the_interval_is_delivered_once(caller, clock):
    body = text_to("boris", enable_duplicate_check=1, duplicate_check_interval=600)
    caller.post("message/send", body)
    clock.advance(timedelta(seconds=599))

    assert caller.post("message/send", body)["errcode"] == 0
    assert caller.corp.calls()[-1].remark == "duplicate"
    assert caller.corp.calls()[-1].effects == ()
    clock.advance(timedelta(seconds=1))
    caller.post("message/send", body)
    assert len(caller.corp.calls()[-1].effects) == 1


def test_without_the_check_the_same_json_is_delivered_again(caller):
    caller.post("message/send", text_to("boris"))
    caller.post("message/send", text_to("boris"))

    assert len(caller.corp.calls()[-1].effects) == 1


def test_past_30_a_minute_a_member_gets_nothing_and_nobody_is_told(caller, clock):
    for number in range(30):
        caller.post("message/send", text_to("boris", f"第 {number} 条"))

    answer = caller.post("message/send", text_to("boris", "第 31 条"))
    assert answer["errcode"] == 0
    assert caller.corp.calls()[-1].effects == ()
    assert caller.corp.calls()[-1].remark.startswith("dropped")
    clock.advance(timedelta(minutes=1))
    caller.post("message/send", text_to("boris", "下一分钟"))
    assert len(caller.corp.calls()[-1].effects) == 1


def test_a_removed_member_is_really_gone(caller):
    caller.post("appchat/update", {"chatid": "office", "del_user_list": ["Chen"]})

    info = caller.get("appchat/get", chatid="office")["chat_info"]
    assert info["userlist"] == ["anna", "boris", "dora"]
    removals = [call for call in caller.corp.calls() if call.endpoint == "appchat/update"]
    assert [(effect.kind, effect.whom) for effect in removals[0].effects] == [("removal", "chen")]


def test_whoever_comes_into_a_group_is_seen_once(caller):
    caller.post("appchat/update", {"chatid": "office", "del_user_list": ["chen"]})
    for _ in range(2):
        caller.post("appchat/update", {"chatid": "office", "add_user_list": ["chen"]})
    came = [effect for call in caller.corp.calls() for effect in call.effects]
    assert [(each.kind, each.whom) for each in came] == [
        ("removal", "chen"),
        ("invitation", "chen"),
    ]


def test_a_group_is_seen_to_be_made_renamed_and_handed_over_once(caller):
    made = {"chatid": "fresh1", "name": "新群", "owner": "boris", "userlist": ["anna", "boris"]}
    caller.post("appchat/create", made)
    for _ in range(2):
        caller.post("appchat/update", {"chatid": "fresh1", "name": "改名", "owner": "anna"})
    seen = [effect for call in caller.corp.calls() for effect in call.effects]
    assert [(each.kind, each.to, each.text, each.whom) for each in seen] == [
        ("creation", "fresh1", "新群", ""),
        ("renaming", "fresh1", "改名", ""),
        ("owner", "fresh1", "", "anna"),
    ]


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        ({"chatid": "nowhere", "del_user_list": ["chen"]}, 86003),
        ({"chatid": "foreign", "del_user_list": ["boris"]}, 86008),
        ({"chatid": "office", "del_user_list": ["anna"]}, 40063),
        ({"chatid": "office", "del_user_list": ["boris", "chen", "dora"]}, 86006),
        ({"chatid": "office", "add_user_list": ["ghost"]}, 86007),
        ({"chatid": "office", "name": "字" * 51}, 45002),
        ({"chatid": "no/letters"}, 40058),
    ],
)
def test_a_change_of_a_chat_that_cannot_be_is_refused(caller, body, errcode):
    assert caller.post("appchat/update", body)["errcode"] == errcode


def test_the_owner_may_leave_with_a_successor(caller):
    body = {"chatid": "office", "del_user_list": ["anna"], "owner": "boris"}

    assert caller.post("appchat/update", body)["errcode"] == 0
    assert caller.get("appchat/get", chatid="office")["chat_info"]["owner"] == "boris"


def test_a_chat_is_made_once(caller):
    body = {"chatid": "fresh1", "name": "新群", "owner": "boris", "userlist": ["anna", "boris"]}

    assert caller.post("appchat/create", body)["chatid"] == "fresh1"
    assert caller.post("appchat/create", body)["errcode"] == 86215


def test_an_app_posts_in_its_own_chats_only(caller):
    def post(chat_id):
        body = {"chatid": chat_id, "msgtype": "text", "text": {"content": "提醒"}}
        return caller.post("appchat/send", body)["errcode"]

    assert (post("office"), post("foreign"), post("nowhere")) == (0, 86008, 86003)


def test_a_template_card_does_not_go_into_a_chat(caller):
    body = {"chatid": "office", "msgtype": "template_card", "template_card": card()}

    assert caller.post("appchat/send", body)["errcode"] == 40008


def test_the_1001st_change_of_an_hour_is_refused(caller, clock):
    for _ in range(1000):
        caller.post("appchat/update", {"chatid": "office", "name": "改名"})
    assert caller.post("appchat/update", {"chatid": "office", "name": "改名"})["errcode"] == 45009
    clock.advance(timedelta(hours=1))
    assert caller.post("appchat/update", {"chatid": "office", "name": "改名"})["errcode"] == 0


def test_an_endpoint_that_is_not_documented_is_refused(caller):
    assert caller.post("appchat/dissolve", {"chatid": "office"})["errcode"] == 40058


def test_a_planned_refusal_befalls_the_call_it_names(make_caller):
    plan = FaultPlan([Fault(endpoint="message/send", nth=2, mishap=Mishap.REFUSE, code=-1)])
    caller = make_caller(plan=plan)

    codes = [caller.post("message/send", text_to("boris"))["errcode"] for _ in range(3)]
    assert codes == [0, -1, 0]


def test_a_planned_hang_up_does_the_work_and_does_not_answer(make_caller):
    plan = FaultPlan([Fault(endpoint="message/send", nth=1, mishap=Mishap.HANG_UP)])
    caller = make_caller(plan=plan)

    assert caller.post("message/send", text_to("boris")) is None
    assert len(caller.corp.calls()[-1].effects) == 1


def test_a_forgotten_call_is_answered_and_off_the_record(make_caller):
    plan = FaultPlan([Fault(endpoint="message/send", nth=1, mishap=Mishap.FORGET)])
    caller = make_caller(plan=plan)

    assert caller.post("message/send", text_to("boris"))["errcode"] == 0
    assert [call.endpoint for call in caller.corp.calls()] == ["gettoken"]


def test_tokens_can_be_lost_before_their_time(make_caller):
    plan = FaultPlan([Fault(endpoint="message/send", nth=1, mishap=Mishap.LOSE_TOKEN)])
    caller = make_caller(plan=plan)

    assert caller.post("message/send", text_to("boris"))["errcode"] == 40014
    assert caller.post("message/send", text_to("boris"))["errcode"] == 0
