"""Client and fake say to each other what is written down, each field with its page."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from local.fake_wecom.endpoints import TABLE
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.wecom.client import WeComClient
from tests.support.build import NOON
from tests.support.conversations import FOLDER, SCENES, read, recorded
from tests.support.http import Server, as_json
from tests.support.wecom import fixed, free

# No page that we could read says more of these than their name.
UNREAD = {
    "externalcontact/group_welcome_template/add",
    "externalcontact/group_welcome_template/edit",
    "externalcontact/group_welcome_template/get",
    "externalcontact/group_welcome_template/del",
    "media/upload",
    "oa/applyevent",
    "oa/getapprovaldetail",
    "oa/getapprovalinfo",
}
TOKEN = {"errcode": 0, "errmsg": "ok", "access_token": "t", "expires_in": 7200}


@pytest.mark.parametrize("name", SCENES)
def test_a_call_goes_as_it_is_written_down(name):
    assert json.loads(json.dumps(recorded(name))) == read(name)


@pytest.mark.parametrize("name", sorted(set(SCENES) - {"gettoken"}))
def test_the_written_answer_is_understood_and_the_request_is_the_written_one(name):
    kept = read(name)
    method, path = kept["call"].split()
    with Server(
        lambda asked: as_json(TOKEN if "gettoken?" in asked.path else kept["answer"])
    ).running() as server:
        client = WeComClient(
            base_url=server.url + "/cgi-bin/",
            corp_id="wwcorp",
            secret=fixed("x"),
            tokens=MemoryTokenStore(),
            clock=ManualClock(NOON),
            toll=free(),
        )
        SCENES[name](client)
    request = server.asked[-1]
    url = urlsplit(request.path)
    query = {key: value for key, value in parse_qsl(url.query) if key != "access_token"}
    assert (request.method, url.path) == (method, f"/cgi-bin/{path}")
    assert query == kept.get("query", {})
    if "upload" not in name:
        assert json.loads(request.body or b"{}") == kept.get("body", {})


@pytest.mark.parametrize("name", SCENES)
def test_every_field_names_its_page_or_says_that_it_is_unconfirmed(name):
    for page in read(name)["fields"].values():
        assert page == "unconfirmed" or page.removeprefix("path/").isdigit()


def test_every_endpoint_of_the_fake_has_a_conversation():
    told = {tuple(read(name)["call"].split()) for name in SCENES}
    assert told == set(TABLE.rows)
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(SCENES)


def test_calls_without_a_page_are_known_by_name():
    unread = {each.path for each in TABLE.rows.values() if each.page == "unconfirmed"}
    assert unread == UNREAD
