"""The marker of a group, posted by the app where it may speak."""

from collections.abc import Mapping
from dataclasses import dataclass

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.budgets import DynamoBudgets
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.sent_register import DynamoSentRegister
from qungui.adapters.dynamo.tokens import DynamoTokenStore
from qungui.adapters.secret_entries import AppEntry, app_entry
from qungui.adapters.secrets import SecretsManagerSecrets
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.powers import powers_of
from qungui.adapters.wecom.rotating import Rotating
from qungui.adapters.wecom.toll import Toll
from qungui.model.group import GroupKind
from qungui.ports import Power
from qungui.usecases.mark_group import Marked, MarkGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """
    Attributes:
        secret: Name of the entry with the app's API secret.
        api_url: Ends in ``/cgi-bin/``.
    """

    secret: str
    corp_id: str
    api_url: str


def mark_group(group_id: str, *, table: str, region: str, app: App | None) -> Marked:
    """Without *app* nothing is posted: the line is for a person."""
    where, clock = {"table_name": table, "region": region}, SystemClock()
    mark = MarkGroup(
        directory=DynamoDirectory(**where, clock=clock),
        sent=DynamoSentRegister(**where),
        powers={} if app is None else _powers(app, where),
        clock=clock,
    )
    return mark(group_id)


def _powers(app: App, where: Mapping[str, str]) -> Mapping[GroupKind, Power]:
    secrets, clock = SecretsManagerSecrets(region=where["region"]), SystemClock()
    budgets = DynamoBudgets(**where)

    def entry() -> AppEntry:
        return app_entry(app.secret, secrets.read(app.secret))

    stored = entry()
    client = WeComClient(
        base_url=app.api_url,
        corp_id=app.corp_id,
        secret=Rotating(stored.secret, lambda: entry().secret, clock),
        tokens=DynamoTokenStore(**where),
        clock=clock,
        toll=Toll(budgets, clock),
    )
    return powers_of(Calls(client, budgets=budgets, clock=clock), webhooks=stored.webhooks)
