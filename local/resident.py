"""``up`` and ``down``: a stack that stays for playing, and where to find it again."""

import json
import os
import shutil
import subprocess  # nosec B404
import sys
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException

from rich.console import Console

from local.account import CORP_ID, made_account, store_secrets
from local.deployment import Deployment, Parameters, deploy, outputs
from local.emulator import Emulator, free_port, start_emulator, stop_group
from local.fake_wecom.archive import ArchiveKeys
from local.fake_wecom.company import Account
from local.fake_wecom.server import API, LOOPBACK
from local.places import STATE, Commands, aws_environment
from local.polling import wait_until
from local.seed import set_up
from local.stack import Stack, environment
from local.story import Story, read_story
from qungui.adapters.clock import SystemClock

NOTE = STATE / "stack.json"


class NotUpError(Exception):
    """No stack is up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """
    Process ids and ports of a stack that is up; no secret is kept here.

    A process is ended only while its port still answers: after a restart of the computer the
    same id may be anybody's.
    """

    emulator_pid: int
    emulator_port: int
    wecom_pid: int
    wecom_port: int

    @property
    def emulator(self) -> Emulator:
        return Emulator(self.emulator_pid, self.emulator_port)

    @property
    def wecom_url(self) -> str:
        return f"http://{LOOPBACK}:{self.wecom_port}"

    def stop(self) -> None:
        if self.emulator.is_ready():
            self.emulator.stop()
        if answers(self.wecom_port):
            stop_group(self.wecom_pid)

    def save(self) -> None:
        STATE.mkdir(exist_ok=True)
        NOTE.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")

    @classmethod
    def found(cls) -> "Resident":
        """Raises NotUpError when ``up`` was not called, or what it started is gone."""
        if NOTE.exists():
            resident = cls(**json.loads(NOTE.read_text(encoding="utf-8")))
            if resident.emulator.is_ready() and answers(resident.wecom_port):
                return resident
        msg = "没有正在运行的本地环境，请先 make up（no local stack is up）"
        raise NotUpError(msg)


def up(console: Console) -> None:
    """
    Start a stack and leave it; what was up before is stopped.

    Raises:
        MissingError, TooLongError, DeployError: It did not start; nothing of it is left.
    """
    _cleared()
    story, commands = read_story(), Commands.found()
    account, keys = made_account(), ArchiveKeys.made()
    STATE.mkdir(exist_ok=True)
    wecom_port = free_port()
    wecom_pid = _start_wecom(wecom_port, account, keys)
    emulator_port = free_port()
    try:
        emulator = start_emulator(commands, port=emulator_port, home=STATE.absolute())
    except BaseException:
        stop_group(wecom_pid)
        raise
    resident = Resident(
        emulator_pid=emulator.pid,
        emulator_port=emulator_port,
        wecom_pid=wecom_pid,
        wecom_port=wecom_port,
    )
    try:
        _furnish(resident, story, commands, account, keys)
    except BaseException:
        resident.stop()
        raise
    resident.save()
    _welcome(console, story)


def down(console: Console) -> None:
    """Stop what ``up`` started, if it still runs, and clear away what it left on the disk."""
    was_up = _cleared()
    console.print(
        "本地环境已停止 the local stack is down" if was_up else "没有要停止的 none was up"
    )


def resident_stack() -> tuple[Stack, Resident]:
    """The stack that is up. The environment must name its emulator (``aws_environment``)."""
    resident = Resident.found()
    os.environ.update(aws_environment(resident.emulator.endpoint))
    deployment = Deployment(endpoint=resident.emulator.endpoint, outputs=outputs())
    return Stack.over(deployment, read_story(), resident.wecom_url), resident


def answers(port: int) -> bool:
    """Whether something on loopback speaks HTTP on *port*."""
    connection = HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _cleared() -> bool:
    """Whether there was anything to stop."""
    was_up = NOTE.exists()
    if was_up:
        Resident(**json.loads(NOTE.read_text(encoding="utf-8"))).stop()
    shutil.rmtree(STATE, ignore_errors=True)
    return was_up


def _start_wecom(port: int, account: Account, keys: ArchiveKeys) -> int:
    with (STATE / "wecom.log").open("wb") as log:
        # Programs of ours with arguments of ours, and no shell.
        process = subprocess.Popen(  # nosec B603
            [sys.executable, "-m", "local.fake_wecom"],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    secrets = {"port": port, "account": asdict(account), "keys": keys.pems()}
    if process.stdin is not None:
        process.stdin.write(json.dumps(secrets).encode())
        process.stdin.close()
    try:
        wait_until(lambda: answers(port), seconds=20, what="WeCom")
    except BaseException:
        stop_group(process.pid)
        raise
    return process.pid


def _furnish(
    resident: Resident, story: Story, commands: Commands, account: Account, keys: ArchiveKeys
) -> None:
    """Secrets, the template, the rulebook and the groups."""
    endpoint = resident.emulator.endpoint
    with environment(aws_environment(endpoint)):
        store_secrets(account, keys)
        parameters = Parameters(
            corp_id=CORP_ID,
            archive_url=f"{resident.wecom_url}/archive",
            wecom_api_url=resident.wecom_url + API,
            schedules=True,
        )
        deployment = deploy(commands, endpoint, parameters, STATE / "deploy.log")
        set_up(story, deployment.table_name, rules_from=SystemClock().now())


def _welcome(console: Console, story: Story) -> None:
    console.print("本地环境已就绪 the local stack is up")
    for group in story.groups:
        console.print(f"  GROUP={group.key}  {group.name}（{group.kind.value}）")
    console.print(
        '例 try: make send TEXT="低价代开发票，加微信 vx888666" GROUP=office FROM=zhaolei'
    )
    console.print("停止 stop: make down")
