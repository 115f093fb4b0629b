"""A made-up company for tests of the made-up platform, and a caller with a token."""

from local.fake_wecom.company import Account
from local.fake_wecom.corp import Request

ACCOUNT = Account(
    corp_id="wwcorp", app_secret="app-secret", agent_id=1000002, archive_secret="archive-secret"
)


class Caller:
    """Calls a corp the way the product would: token first, then the rest."""

    def __init__(self, corp):
        self.corp = corp

    def token(self):
        query = {"corpid": ACCOUNT.corp_id, "corpsecret": ACCOUNT.app_secret}
        return self.corp.answer(Request("GET", "gettoken", query))["access_token"]

    def post(self, path, body, token=None):
        query = {"access_token": token or self.token()}
        return self.corp.answer(Request("POST", path, query, body))

    def get(self, path, **query):
        return self.corp.answer(Request("GET", path, {"access_token": self.token(), **query}))


def text_to(userids, content="请留意群规", **more):
    return {
        "touser": userids,
        "msgtype": "text",
        "agentid": ACCOUNT.agent_id,
        "text": {"content": content},
        **more,
    }
