"""What the app can do in a group, per kind of group."""

from collections.abc import Mapping

from qungui.adapters.wecom.appchat_power import AppchatPower
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.customer_power import CustomerPower
from qungui.adapters.wecom.webhook_power import WebhookPower
from qungui.model.group import GroupKind
from qungui.ports import Power


def powers_of(calls: Calls, *, webhooks: Mapping[str, str]) -> Mapping[GroupKind, Power]:
    """*webhooks*: the key of the webhook that a person made in a group, by group id; secrets."""
    return {
        GroupKind.APPCHAT: AppchatPower(calls),
        GroupKind.CUSTOMER: CustomerPower(calls),
        GroupKind.INTERNAL: WebhookPower(calls, webhooks),
    }
