"""MiniStack as a child process, on loopback only."""

import os
import signal
import socket
import subprocess  # nosec B404
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from local.fake_wecom.server import LOOPBACK
from local.places import REGION, Commands
from local.polling import TooLongError, wait_until

START_SECONDS = 30
STOP_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Emulator:
    """
    Attributes:
        pid: Of the process; also of its process group, in which the functions run.
        process: The handle of whoever started it; None for one that an earlier command started.
    """

    pid: int
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, compare=False)

    @property
    def endpoint(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def is_ready(self) -> bool:
        connection = HTTPConnection(LOOPBACK, self.port, timeout=2)
        try:
            connection.request("GET", "/_ministack/ready")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """End it and the functions that run in it."""
        stop_group(self.pid)
        if self.process is not None:
            self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def start_emulator(
    commands: Commands, *, port: int, home: Path, more: Mapping[str, str] | None = None
) -> Emulator:
    """
    Start MiniStack and wait until it answers; its log is ``emulator.log`` in *home*.

    Raises:
        TooLongError: It does not answer in time.
    """
    environment = {**_environment(port, home), **(more or {})}
    with (home / "emulator.log").open("wb") as log:
        # Programs of ours with arguments of ours, and no shell.
        process = subprocess.Popen(  # noqa: S603  # nosec B603
            [commands.ministack],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    emulator = Emulator(process.pid, port, process)
    try:
        wait_until(emulator.is_ready, seconds=START_SECONDS, what="MiniStack", pause=0.05)
    except BaseException:
        emulator.stop()
        raise
    return emulator


def stop_group(pid: int) -> None:
    """End a process that we started, and what it started, by their process group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(pid, number)
        except ProcessLookupError:
            return
        try:
            wait_until(lambda: _is_gone(pid), seconds=STOP_SECONDS, what=f"process {pid}")
        except TooLongError:
            continue


def _is_gone(pid: int) -> bool:
    try:
        reaped, _ = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:  # not our child: started by an earlier command
        reaped = 0
    if reaped == pid:
        return True
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return True
    return False


def _environment(port: int, home: Path) -> dict[str, str]:
    """Nothing of the caller's but PATH: functions inherit what stands here."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": LOOPBACK,
        "MINISTACK_REGION": REGION,
        "IOT_MTLS_ENABLED": "0",  # BIND_HOST does not cover its port
        "SFTP_ENABLED": "0",
        "LAMBDA_EXECUTOR": "local",
        "LOG_LEVEL": "WARNING",
        "AUTH": "true",  # every function has only what its role in the template allows
    }
