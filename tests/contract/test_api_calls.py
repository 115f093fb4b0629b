"""What the client's calls make of the platform's answers."""

from datetime import UTC, datetime

import pytest

from local.fake_wecom.estate import CustomerChat
from qungui.adapters.wecom.api import (
    appchat,
    approvals,
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
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.ids import Alias
from qungui.model.roster import Agreement, RosterScene
from qungui.model.staff import Department, EmployeeStatus, Seat
from tests.support.build import NOON, at
from tests.support.conversations import BUTTON_CARD, KEY, RULE, furnish
from tests.support.wecom import ACCOUNT, CHAT
from tests.support.wecom import platform as on_platform

OLD = datetime.fromtimestamp(1700000001, UTC)


@pytest.fixture
def wecom():
    with on_platform() as wecom:
        furnish(wecom.company)
        yield wecom


@pytest.fixture
def client(wecom):
    return wecom.client()


def archive(wecom):
    return wecom.client(secret=ACCOUNT.archive_secret)


def refused(call):
    with pytest.raises(PlatformRefusal) as caught:
        call()
    return caught.value.code


def test_an_app_made_group_that_exists_is_told_by_its_code(client):
    def make():
        return appchat.create(
            client, chat_id="c9", name="甲", owner="boss", members=["boss", "lisi"]
        )

    assert make() == "c9"
    assert refused(make) == 86215


def test_userids_are_found_in_whatever_case(client):
    chat = appchat.get(client, CHAT.name)
    assert chat.spelling("zhangsan") == "ZhangSan"
    assert chat.spelling("nobody") is None
    assert chat.is_owned_by("BOSS")


def test_a_customer_groups_roster_tells_staff_from_outsiders(client):
    roster = customer_groups.get(client, "wrAAAA")
    staff, outsider = roster.members
    assert roster.owner == Alias("userid", "zhangsan")
    assert (staff.alias, staff.inviter) == (Alias("userid", "zhangsan"), Alias("userid", "lisi"))
    assert (outsider.alias, outsider.scene) == (
        Alias("external", "wmBBBBcustomer000000000000000001"),
        RosterScene.QR_CODE,
    )
    assert (staff.joined_at, staff.nickname) == (OLD, "产品-张三")
    assert roster.administrators == (Alias("userid", "lisi"),)
    assert roster.member(Alias("userid", "ZHANGSAN")) == staff
    assert roster.member(Alias("external", "wmCCCCcontact0000000000000000002")) is None


def test_the_list_of_customer_groups_is_read_to_its_end(wecom, client):
    wecom.company.estate.page = 2
    for number in range(4):
        name = f"wr{number}"
        wecom.company.estate.customer_chats[name] = CustomerChat(chat_id=name, owner="lisi")
    assert len(list(customer_groups.listed(client))) == 5
    assert wecom.called().count("externalcontact/groupchat/list") == 3


def test_owners_are_asked_for_a_hundred_at_a_time(wecom, client):
    owners = [f"owner{number}" for number in range(250)]
    assert list(customer_groups.listed(client, owners=owners)) == []
    assert wecom.called().count("externalcontact/groupchat/list") == 3


def test_a_list_that_never_ends_is_given_up(wecom, client):
    wecom.company.estate.page = 0
    with pytest.raises(TransientError):
        list(customer_groups.listed(client))


def test_groups_that_could_not_be_handed_over_are_named_though_the_call_went_well(client):
    assert customer_groups.give_to(client, ["wrAAAA", "wrNONE"], "lisi") == {"wrNONE": 40050}


def test_a_proposed_message_is_not_sent(wecom, client):
    customer_groups.propose_message(client, sender="zhangsan", chat_ids=["wrAAAA"], content="群规")
    assert len(wecom.company.estate.proposals) == 1
    assert wecom.effects() == []


def test_an_intercept_rule_comes_back_as_it_was_made(client):
    rule_id = intercept.add(client, RULE)
    assert intercept.get(client, rule_id) == RULE
    assert (rule_id, RULE.name) in list(intercept.listed(client))
    intercept.delete(client, rule_id)
    assert refused(lambda: intercept.get(client, rule_id)) == 41068


def test_a_changed_intercept_rule_keeps_its_range(client):
    intercept.update(client, "rule-x", RULE)
    changed = intercept.get(client, "rule-x")
    assert (changed.name, changed.semantics) == (RULE.name, RULE.semantics)
    assert (changed.users, changed.departments) == (("ZhangSan",), (2,))


def test_a_welcome_text_lives_until_it_is_deleted(client):
    template = welcome.add(client, "欢迎")
    welcome.edit(client, template, "欢迎您")
    assert welcome.get(client, template) == "欢迎您"
    welcome.delete(client, template)
    assert refused(lambda: welcome.get(client, template)) == 40058


def test_everybody_is_met_once_however_many_departments_they_are_in(wecom, client):
    wecom.company.estate.departments |= {3: 2}
    wecom.company.estate.employees[0]["department"] = [2, 3]
    wecom.company.estate.employees[0]["is_leader_in_dept"] = [0, 1]
    (zhang,) = contacts.everybody(client)
    assert (zhang.departments, zhang.leads, zhang.superior) == ((2, 3), (3,), "boss")
    assert zhang.status is EmployeeStatus.ACTIVE
    assert Department(3, 2) in contacts.departments(client)


def test_ids_alone_are_given_to_the_contact_sync_only(wecom, client):
    assert refused(lambda: list(contacts.seats(client))) == 48002
    sync = wecom.client(secret=ACCOUNT.contacts_secret)
    assert list(contacts.seats(sync)) == [Seat("ZhangSan", 2)]


def test_the_archive_tells_who_agreed_and_who_is_seated(wecom):
    client = archive(wecom)
    agreed = Agreement(
        Alias("external", "wmBBBBcustomer000000000000000001"),
        True,
        datetime.fromtimestamp(1700000003, UTC),
    )
    assert msgaudit.seats(client) == ("ZhangSan",)
    assert msgaudit.seats(client, msgaudit.Seats.ENTERPRISE) == ()
    assert msgaudit.room_agreements(client, "wrROOM1") == (agreed,)
    assert msgaudit.single_agreements(
        client, [("zhangsan", "wmBBBBcustomer000000000000000001")]
    ) == (agreed,)


def test_a_room_that_people_made_has_a_roster_without_saying_who_is_staff(wecom):
    roster = msgaudit.room(archive(wecom), "wrROOM1")
    assert roster.members[0].alias == Alias("userid", "boss")
    assert roster.owner is None
    assert refused(lambda: msgaudit.room(archive(wecom), "wrOTHER")) == 301059


def test_approvals_are_listed_by_time_and_read_one_by_one(wecom, client):
    wecom.company.estate.page = 1
    content = {"control": "Text", "id": "Text-1", "value": {"text": "项目甲"}}
    number = approvals.apply(
        client, creator="zhangsan", template_id="t1", contents=[content], summary=["群备案"]
    )
    found = list(approvals.numbers(client, NOON, at(minutes=1)))
    assert found == ["202600009999", number]
    assert approvals.detail(client, number)["applyer"] == {"userid": "zhangsan"}


def test_a_login_code_serves_once_and_an_outsider_has_no_userid(wecom, client):
    wecom.company.estate.codes["code-2"] = {
        "openid": "o1",
        "external_userid": "wmBBBBcustomer000000000000000001",
    }
    assert login.visitor(client, "code-1") == login.Visitor("ZhangSan", "")
    assert login.visitor(client, "code-2") == login.Visitor("", "wmBBBBcustomer000000000000000001")
    assert refused(lambda: login.visitor(client, "code-1")) == 40029


def test_open_ids_are_translated_a_thousand_at_a_time(wecom, client):
    asked = [f"open-{number}" for number in range(1500)]
    assert platform.userids(client, asked) == {"open-1": "ZhangSan"}
    assert wecom.called().count("batch/openuserid_to_userid") == 2


def test_callback_addresses_are_texts(client):
    assert platform.callback_addresses(client) == ("192.0.2.1",)


def test_a_webhook_posts_without_a_token_and_its_key_is_in_no_record(wecom, client):
    webhook.send_text(client, KEY, "一")
    assert wecom.called() == ["webhook/send"]
    assert KEY not in str(wecom.corp.calls())


def test_a_webhook_takes_twenty_messages_a_minute(wecom):
    # Each time a client that knows nothing of the others: with one budget nobody gets that far.
    for _ in range(20):
        webhook.send_markdown(wecom.client(), KEY, "一")
    assert refused(lambda: webhook.send_markdown(wecom.client(), KEY, "一")) == 45009


def test_a_removed_webhook_is_refused_without_its_key_in_the_error(client):
    with pytest.raises(PlatformRefusal) as caught:
        webhook.send_text(client, "another-secret-key", "一")
    assert caught.value.code == 93000
    assert "another" not in str(caught.value)


def test_a_file_goes_up_and_then_out_by_the_same_webhook(wecom, client):
    media = webhook.upload(client, KEY, name="a.txt", content="群规".encode())
    webhook.send_file(client, KEY, media)
    assert [effect.kind for effect in wecom.effects()] == ["file"]


def test_a_file_too_small_is_refused(client):
    assert refused(lambda: platform.upload(client, name="a", content=b"1")) == 40058


def test_a_cards_response_code_updates_it_once_within_72_hours(wecom, client):
    sender = messages.Sender(client, ACCOUNT.agent_id)
    receipt = sender.template_card(["zhangsan"], BUTTON_CARD)

    def update():
        return sender.replace_buttons(
            ["zhangsan", "gone"], response_code=receipt.response_code, said_instead="已移出"
        )

    assert update().missed == ("gone",)
    assert wecom.effects()[-1].text == "已移出"
    assert refused(update) == 42016


def test_a_response_code_older_than_72_hours_is_refused(wecom, client):
    sender = messages.Sender(client, ACCOUNT.agent_id)
    code = sender.template_card(["zhangsan"], BUTTON_CARD).response_code
    wecom.clock.move_to(at(hours=73))
    assert (
        refused(lambda: sender.replace_card(["zhangsan"], response_code=code, card=BUTTON_CARD))
        == 42017
    )
