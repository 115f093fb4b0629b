"""A local stack: emulator, made-up WeCom and the deployed template, up for a while."""

import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.account import CORP_ID, made_account, store_secrets, stored_credentials
from local.callbacks import CallbackSender
from local.counting import CountingProxy
from local.deployment import Deployment, Parameters, deploy
from local.emulator import Emulator, free_port, start_emulator
from local.facts import (
    KEPT_QUEUES,
    Counts,
    Ledgers,
    call_counts,
    case_counts,
    life_counts,
    order_counts,
    petition_counts,
    queue_counts,
    table_counts,
)
from local.fake_wecom.archive import Archive, ArchiveKeys
from local.fake_wecom.client import FakeWeComClient
from local.fake_wecom.company import Company
from local.fake_wecom.corp import Corp
from local.fake_wecom.faults import FaultPlan
from local.fake_wecom.server import LOOPBACK, FakeWeComServer
from local.inspector import InspectorServer
from local.metrics import metric_counts
from local.places import Commands, aws_environment
from local.seed import found_company, set_up
from local.stillness import Stillness
from local.story import Story
from qungui.adapters.clock import SystemClock
from qungui.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """
    Everything that the driver needs of a stack that is up.

    Attributes:
        counter: Counts the functions' table requests; None where nobody counts.
    """

    story: Story
    deployment: Deployment
    wecom: FakeWeComClient
    callbacks: CallbackSender
    stillness: Stillness
    ledgers: Ledgers
    clock: Clock
    counter: CountingProxy | None = None

    @classmethod
    def over(
        cls,
        deployment: Deployment,
        story: Story,
        wecom_url: str,
        counter: CountingProxy | None = None,
    ) -> "Stack":
        """What a deployment and a made-up WeCom make together."""
        clock = SystemClock()
        return cls(
            story=story,
            deployment=deployment,
            wecom=FakeWeComClient(wecom_url),
            callbacks=_sender(deployment, "archive", clock),
            stillness=Stillness.of(deployment, CORP_ID),
            ledgers=Ledgers.of(story, deployment.table_name),
            clock=clock,
            counter=counter,
        )

    def tell(self, identity: str, plaintext: str) -> None:
        """Say something at another callback address than the archive's."""
        self.sender(identity).tell(plaintext)

    def sender(self, identity: str) -> CallbackSender:
        """Whoever speaks at that callback address."""
        return _sender(self.deployment, identity, self.clock)

    def facts(self) -> Counts:
        """All that the expectation speaks of, as of now."""
        disciplines = self.ledgers.read()
        calls = self.wecom.calls()
        queues = {name: self.deployment.queue_url(name) for name in KEPT_QUEUES}
        return {
            **call_counts(calls, self.story),
            **case_counts(disciplines),
            **order_counts({**disciplines, **self.ledgers.of_groups()}),
            **life_counts(self.story, self.deployment.table_name),
            **petition_counts(disciplines),
            **table_counts(self.deployment.table_name),
            **queue_counts(queues),
            **metric_counts(),
            ("archive", "records"): self.wecom.filed,
            ("archive", "notices"): self.callbacks.accepted,
        }


def _sender(deployment: Deployment, identity: str, clock: Clock) -> CallbackSender:
    return CallbackSender(
        url=deployment.callback_url(identity),
        credentials=stored_credentials(identity),
        clock=clock,
    )


@contextmanager
def environment(more: Mapping[str, str]) -> Iterator[None]:
    """*more* in this process's environment until the block ends."""
    before = {name: os.environ.get(name) for name in more}
    os.environ.update(more)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def running_stack(story: Story, plan: FaultPlan | None = None) -> Iterator[Stack]:
    """A stack that ends with the block and leaves nothing running, nor on the disk."""
    commands = Commands.found()
    account, keys = made_account(), ArchiveKeys.made()
    company = Company(account=account)
    found_company(company, story)
    corp = Corp(company, clock=SystemClock(), plan=plan)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qungui-")))
        server = FakeWeComServer(corp, Archive(account, keys))
        stack.enter_context(server.running())
        inspector = stack.enter_context(InspectorServer(secrets.token_urlsafe(32)).running())
        emulator, counter = stack.enter_context(_counted_emulator(commands, home))
        stack.enter_context(environment(aws_environment(emulator.endpoint)))
        store_secrets(account, keys, inspector.token)
        parameters = Parameters(
            corp_id=CORP_ID,
            archive_url=server.archive_url,
            wecom_api_url=server.api_url,
            inspector_url=inspector.url,
            schedules=False,
        )
        deployment = deploy(commands, emulator.endpoint, parameters, home / "deploy.log")
        set_up(story, deployment.table_name, rules_from=SystemClock().now())
        yield Stack.over(deployment, story, server.url, counter)


@contextmanager
def _counted_emulator(commands: Commands, home: Path) -> Iterator[tuple[Emulator, CountingProxy]]:
    """The functions inherit the emulator's environment, and with it the way that counts."""
    port = free_port()
    with CountingProxy(f"http://{LOOPBACK}:{port}").running() as counter:
        way = {"AWS_ENDPOINT_URL_DYNAMODB": counter.url}
        emulator = start_emulator(commands, port=port, home=home, more=way)
        try:
            yield emulator, counter
        finally:
            emulator.stop()
