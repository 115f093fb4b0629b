"""The real template, deployed to the emulator by ``sam deploy``."""

import os
import subprocess  # nosec B404
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.gaps import allow_batches
from local.places import (
    BUILT_TEMPLATE,
    REGION,
    STACK_NAME,
    Commands,
    aws_environment,
    host_architecture,
)
from qungui.adapters import aws

LIMITED = ("Callback", "Collect", "Judgement", "Dispatch", "Lifecycle", "Quiet", "Desk", "Roster")
DEPLOY_SECONDS = 120


class DeployError(Exception):
    """``sam deploy`` failed; carries what it printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """
    Attributes:
        inspector_url: Who looks into pictures; empty for nobody.
        schedules: Whether the template's schedules run; off where the driver sends their events.
    """

    corp_id: str
    archive_url: str
    wecom_api_url: str
    schedules: bool
    inspector_url: str = ""

    def overrides(self) -> list[str]:
        return [
            f"CorpId={self.corp_id}",
            f"ArchiveUrl={self.archive_url}",
            f"WeComApiUrl={self.wecom_api_url}",
            *([f"InspectorUrl={self.inspector_url}"] if self.inspector_url else []),
            f"Arch={host_architecture()}",
            "DeletionProtection=false",
            # None are reserved or limited: the emulator reads such a number as text and stops.
            *(f"{each}Concurrency=0" for each in LIMITED),
            f"Schedules={'ENABLED' if self.schedules else 'DISABLED'}",
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """
    Attributes:
        outputs: The template's, by name.
    """

    endpoint: str
    outputs: Mapping[str, str]

    @property
    def table_name(self) -> str:
        return self.outputs["TableName"]

    def queue_url(self, name: str) -> str:
        """Of ``Inbound``, ``Collect``, ``Outbound``, ``Unknown``, ``InboundDead`` and the like."""
        return self.outputs[f"{name}QueueUrl"]

    def callback_url(self, identity: str) -> str:
        api = self.outputs["ApiId"]
        return f"{self.endpoint}/_aws/execute-api/{api}/$default/callback/{identity}"


def deploy(commands: Commands, endpoint: str, parameters: Parameters, log: Path) -> Deployment:
    """
    Deploy what ``sam build`` made.

    Raises:
        DeployError: It did not succeed; all that sam said is in *log*.
    """
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        **aws_environment(endpoint),
        "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_POLL_DELAY": "0.2",
    }
    command = [
        str(commands.sam),
        "deploy",
        "--config-env",
        "local",
        "--config-file",
        str(Path("samconfig.toml").absolute()),
        "--template-file",
        str(BUILT_TEMPLATE),
        "--parameter-overrides",
        *parameters.overrides(),
    ]
    with log.open("wb") as output:
        # Programs of ours with arguments of ours, and no shell.
        done = subprocess.run(  # noqa: S603  # nosec B603
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=DEPLOY_SECONDS,
            check=False,
        )
    if done.returncode:
        raise DeployError(log.read_text(errors="replace")[-4000:])
    allow_batches()
    return Deployment(endpoint=endpoint, outputs=outputs())


def outputs() -> dict[str, str]:
    """Of the deployed stack; the emulator is named by the environment."""
    (stack,) = aws.client("cloudformation", region=REGION).describe_stacks(StackName=STACK_NAME)[
        "Stacks"
    ]
    return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
