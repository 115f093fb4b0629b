import json
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import urlsplit

import pytest

from local.fake_wecom.archive import Archive, ArchiveKeys, Filing
from local.fake_wecom.client import FakeWeComClient
from local.fake_wecom.corp import Corp
from local.fake_wecom.estate import CustomerChat
from local.fake_wecom.faults import Fault, FaultPlan, Mishap
from local.fake_wecom.server import FakeWeComServer
from tests.support.company import ACCOUNT, text_to


@pytest.fixture(scope="module")
def keys():
    return ArchiveKeys.made()


@pytest.fixture
def server(company, clock, keys):
    plan = FaultPlan([Fault(endpoint="message/send", nth=2, mishap=Mishap.HANG_UP)])
    corp = Corp(company, clock=clock, plan=plan)
    with FakeWeComServer(corp, Archive(ACCOUNT, keys)).running() as running:
        yield running


def ask(server, method, path, body=None):
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    try:
        raw = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        connection.request(method, path, raw)
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def token(server):
    query = f"corpid={ACCOUNT.corp_id}&corpsecret={ACCOUNT.app_secret}"
    return ask(server, "GET", f"/cgi-bin/gettoken?{query}")["access_token"]


def test_it_listens_on_loopback_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_a_message_goes_through_http_and_the_driver_sees_it(server):
    path = f"/cgi-bin/message/send?access_token={token(server)}"

    assert ask(server, "POST", path, text_to("boris"))["errcode"] == 0
    calls = FakeWeComClient(server.url).calls()
    assert [call.endpoint for call in calls] == ["gettoken", "message/send"]
    assert calls[1].effects[0].to == "boris"


def test_a_hang_up_ends_the_connection(server):
    path = f"/cgi-bin/message/send?access_token={token(server)}"
    ask(server, "POST", path, text_to("boris"))

    with pytest.raises(RemoteDisconnected):
        ask(server, "POST", path, text_to("boris"))


def test_a_body_that_is_no_json_is_refused(server):
    path = f"/cgi-bin/message/send?access_token={token(server)}"

    assert ask(server, "POST", path, b"\xff{")["errcode"] == 40058


def test_the_driver_files_records_that_the_archive_gives_out(server):
    filed = FakeWeComClient(server.url).file(
        [Filing(record={"msgid": "m1"}), Filing(record={"msgid": "m2"})]
    )

    body = {"corpid": ACCOUNT.corp_id, "secret": ACCOUNT.archive_secret, "seq": 0, "limit": 5}
    pulled = ask(server, "POST", "/archive/getchatdata", body)
    assert filed == 2
    assert [each["msgid"] for each in pulled["chatdata"]] == ["m1", "m2"]


def test_a_group_that_its_owner_dissolved_is_gone(server):
    path = f"/cgi-bin/appchat/get?access_token={token(server)}&chatid=office"
    assert ask(server, "GET", path)["errcode"] == 0
    FakeWeComClient(server.url).dissolve("office")
    assert ask(server, "GET", path)["errcode"] == 86003


def test_whoever_left_a_customer_group_is_not_in_it_any_more(server):
    chats = server.corp.company.estate.customer_chats
    chats["wr1"] = CustomerChat(chat_id="wr1", owner="anna", members=[{"userid": "boris"}])
    FakeWeComClient(server.url).leave("wr1", "boris")
    assert chats["wr1"].members == []


def test_whoever_left_the_company_is_off_its_directory_and_not_out_of_its_groups(server):
    company = server.corp.company
    company.estate.employees = [{"userid": "boris"}, {"userid": "chen"}]
    FakeWeComClient(server.url).dismiss("boris")
    assert company.userid("boris") is None
    assert company.estate.employees == [{"userid": "chen"}]
    assert "boris" in company.chats["office"].members


def test_a_client_asks_only_for_calls_it_has_not_seen(server):
    client = FakeWeComClient(server.url)
    token(server)
    first = client.calls()
    token(server)

    assert len(first) == 1
    assert [call.number for call in client.calls()] == [1, 2]
