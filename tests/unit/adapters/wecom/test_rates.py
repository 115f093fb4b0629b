"""Our budgets are the platform's limits, as the fake has them from its pages."""

import pytest

from local.fake_wecom import endpoints
from local.fake_wecom.endpoints import TABLE
from qungui.adapters.wecom import rates


def limits(them):
    return {(limit.most, limit.window) for limit in them}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (rates.MEMBER, endpoints.MESSAGES_PER_MEMBER),
        (rates.POSTS, endpoints.GROUP_MESSAGES_PER_MEMBER),
        (rates.PEOPLE, endpoints.PEOPLE_IN_GROUPS),
        (rates.WEBHOOK, endpoints.PER_WEBHOOK),
        ((rates.CALLS_A_MINUTE, rates.CALLS_AN_HOUR), endpoints.EVERY_ENDPOINT),
    ],
)
def test_an_allowance_is_what_is_documented(ours, theirs):
    assert limits(ours) == limits(theirs)


@pytest.mark.parametrize(("method", "path"), TABLE.rows)
def test_a_request_spends_within_every_limit_of_its_path(method, path):
    (budget,) = rates.of_request(path)
    assert budget.name == f"api-{path.replace('/', '-')}"
    for limit in (*TABLE.find(method, path).limits, *endpoints.EVERY_ENDPOINT):
        # As tight within that window, or tighter within a longer one.
        assert any(
            each.window >= limit.window and each.most <= limit.most for each in budget.allowances
        )


def test_a_days_messages_are_counted_only_where_the_account_limit_is_known():
    _, wide = rates.message_to("ZhangSan", 50)
    (a_day,) = wide.budget.allowances
    assert (a_day.window, a_day.most) == (rates.DAY, 50 * endpoints.MESSAGES_PER_ACCOUNT)
    assert len(rates.message_to("ZhangSan", 0)) == 1


def test_a_member_has_one_budget_in_whatever_case_they_are_written():
    assert rates.message_to("ZhangSan", 0) == rates.message_to("zhangsan", 0)


def test_a_webhooks_budget_comes_first_and_does_not_show_its_key():
    own, wide = rates.of_request("webhook/send", "secret-key")
    assert own.allowances == rates.WEBHOOK
    assert wide == rates.of_request("webhook/send")[0]
    assert "secret-key" not in str((own, wide))
