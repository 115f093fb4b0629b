"""The real adapters over the template's table, in an emulator that ends with the block."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from local.emulator import free_port, start_emulator, stop_group
from local.places import REGION, Commands, MissingError, aws_environment
from local.stack import environment
from qungui.adapters import aws

_TEMPLATE = Path("template.yaml")
_SHAPE = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


@contextmanager
def emulated_table() -> Iterator[str]:
    """
    The table's name; the environment leads to it.

    Raises:
        MissingError: MiniStack is not installed.
    """
    commands = Commands(sam=Path(), ministack=_ministack())
    with tempfile.TemporaryDirectory(prefix="qungui-bench-") as home:
        emulator = start_emulator(commands, port=free_port(), home=Path(home))
        try:
            with environment(aws_environment(emulator.endpoint)):
                yield _created("Qungui")
        finally:
            stop_group(emulator.pid)


def _ministack() -> Path:
    path = Path(os.environ.get("MINISTACK") or ".tools/ministack/bin/ministack")
    if not path.exists():
        msg = f"{path} is missing; `make bench` installs it"
        raise MissingError(msg)
    return path.absolute()


def _created(name: str) -> str:
    """Keys and indexes as template.yaml says."""
    template: dict[str, Any] = YAML().load(_TEMPLATE.read_text(encoding="utf-8"))
    properties = template["Resources"]["Table"]["Properties"]
    client = aws.client("dynamodb", region=REGION)
    client.create_table(TableName=name, **{part: properties[part] for part in _SHAPE})
    return name
