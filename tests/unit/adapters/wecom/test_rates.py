"""Our budgets are the platform's limits, as the fake has them from its pages."""

import pytest

from local.fake_wecom import endpoints
from local.fake_wecom.endpoints import TABLE
from qungui.adapters.wecom import rates
from qungui.adapters.wecom.rates import Rates


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


@pytest.mark.parametrize(
    ("charges", "path"),
    [
        (rates.update_of_group(), "appchat/update"),
        (rates.creation_of_group(), "appchat/create"),
    ],
)
def test_a_call_with_a_limit_of_its_own_is_held_to_it(charges, path):
    (charge,) = charges
    assert limits(TABLE.find("POST", path).limits) <= limits(charge.budget.allowances)


def test_a_days_messages_are_counted_only_where_the_account_limit_is_known():
    _, wide = Rates(accounts=50).message_to("ZhangSan")
    assert max(each.window for each in wide.budget.allowances) == rates.DAY
    assert wide.budget.allowances[-1].most == 50 * endpoints.MESSAGES_PER_ACCOUNT
    _, unknown = Rates().message_to("ZhangSan")
    assert len(unknown.budget.allowances) == 2


def test_a_member_has_one_budget_in_whatever_case_they_are_written():
    assert Rates().message_to("ZhangSan")[0] == Rates().message_to("zhangsan")[0]


def test_a_webhooks_budget_does_not_show_its_key():
    assert "secret-key" not in str(rates.by_webhook("secret-key"))
