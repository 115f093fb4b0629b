"""Where the local stack keeps and finds things, relative to the checkout."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

STATE = Path(".state")
BUILT_TEMPLATE = Path(".aws-sam/build/template.yaml")
REGION = "us-east-1"
STACK_NAME = "qungui"
# The emulator's root user, the only one that exists before the template's roles.
ROOT_KEY = "test"


class MissingError(Exception):
    """Something that a make target would have installed or built is not there."""


@dataclass(frozen=True, slots=True)
class Commands:
    """The two programs that live outside the product's environment."""

    sam: Path
    ministack: Path

    @classmethod
    def found(cls) -> "Commands":
        """Raises MissingError, naming what is missing."""
        tools = Path(".tools")
        sam = Path(os.environ.get("SAM") or tools / "sam/bin/sam")
        ministack = Path(os.environ.get("MINISTACK") or tools / "ministack/bin/ministack")
        for path, target in ((sam, "make build"), (ministack, "make run")):
            if not path.exists():
                msg = f"{path} 不存在，请先运行 {target}（missing, run {target} first）"
                raise MissingError(msg)
        if not BUILT_TEMPLATE.exists():
            msg = f"{BUILT_TEMPLATE} 不存在，请先运行 make build（missing, run make build first）"
            raise MissingError(msg)
        return cls(sam.absolute(), ministack.absolute())


def host_architecture() -> str:
    """Functions run on this machine, so their layers must be built for it."""
    return "x86_64" if platform.machine() in {"x86_64", "AMD64"} else "arm64"


def aws_environment(endpoint: str) -> dict[str, str]:
    """What makes botocore, PynamoDB and sam talk to the emulator as its root user."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
