"""A client of the fake platform, with the platform's side to look into."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from local.fake_wecom.archive import Archive, ArchiveKeys
from local.fake_wecom.company import Account, Chat, Company
from local.fake_wecom.corp import Corp
from local.fake_wecom.faults import Fault, FaultPlan
from local.fake_wecom.record import Effect
from local.fake_wecom.server import FakeWeComServer
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.rotating import Rotating
from qungui.adapters.wecom.toll import Toll
from qungui.model.ids import Alias
from qungui.ports import Budgets, TokenStore
from tests.support.build import NOON, ROOM, group

ACCOUNT = Account(
    corp_id="wwcorp",
    app_secret="hunter2",
    agent_id=1000002,
    archive_secret="archive",
    contacts_secret="contacts",
)
CHAT = Alias("appchat", "chat1")
CHAT_GROUP = group(aliases=(ROOM, CHAT))
STAFF = ("ZhangSan", "lisi", "boss")


def fixed(secret: str) -> Rotating[str]:
    """A secret that nobody replaces."""
    return Rotating(secret, lambda: secret, ManualClock(NOON))


def free() -> Toll:
    """Budgets of one's own, which nobody else spends."""
    return Toll(MemoryBudgets(), ManualClock(NOON))


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """
    Attributes:
        company: As the platform has it; tests may change it.
    """

    company: Company
    corp: Corp
    clock: ManualClock
    url: str

    def client(
        self,
        tokens: TokenStore | None = None,
        secret: str | Rotating[str] = ACCOUNT.app_secret,
        budgets: Budgets | None = None,
    ) -> WeComClient:
        return WeComClient(
            base_url=self.url,
            corp_id=ACCOUNT.corp_id,
            secret=fixed(secret) if isinstance(secret, str) else secret,
            tokens=tokens or MemoryTokenStore(),
            clock=self.clock,
            toll=Toll(budgets or MemoryBudgets(), self.clock),
        )

    def calls(self) -> Calls:
        """Within budgets of their own."""
        budgets = MemoryBudgets()
        return Calls(self.client(budgets=budgets), budgets=budgets, clock=self.clock)

    def called(self) -> list[str]:
        return [call.endpoint for call in self.corp.calls()]

    def effects(self) -> list[Effect]:
        return [effect for call in self.corp.calls() for effect in call.effects]


@contextmanager
def platform(*faults: Fault) -> Iterator[Platform]:
    """A company of three with one app-made group, owned by the boss, on loopback."""
    company = Company(account=ACCOUNT)
    company.employ(STAFF)
    company.chats[CHAT.name] = Chat(
        chat_id=CHAT.name, name="市场部工作群", owner="boss", members=list(STAFF)
    )
    clock = ManualClock(NOON)
    corp = Corp(company, clock=clock, plan=FaultPlan(faults))
    archive = Archive(ACCOUNT, ArchiveKeys(versions={}, stranger=None))  # type: ignore[arg-type]
    with FakeWeComServer(corp, archive).running() as server:
        yield Platform(company=company, corp=corp, clock=clock, url=server.api_url)
