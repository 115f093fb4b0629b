"""Cold start of each built function: a fresh interpreter with only its folder and the layers."""

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Case, medians
from local.places import MissingError
from qungui.rulebook import shipped
from qungui.rulebook.compiled import edition_to_json
from qungui.rulebook.loader import loads
from tools.check_build import BUILD, LAYERS, made_up_environment, stand_in_for_aws

ROUNDS = 15
_BARE = "python, nothing imported"
_BOTO3 = "import boto3"
_CLIENT = "boto3 and a dynamodb client"
_CODE = {
    _BARE: "",
    _BOTO3: "import boto3",
    _CLIENT: "import boto3; boto3.client('dynamodb')",
}
_JUDGES = "MessageJudgement"
_RULEBOOK = "R01"
_ARMED = f"{_JUDGES}, {_RULEBOOK} armed"
_ARMS = """
import sys, app
from qungui.engine.judge import arm
from qungui.model.group import GroupSettings
from qungui.rulebook.compiled import edition_from_json
arm(edition_from_json(sys.stdin.read()), GroupSettings())
"""


def run(console: Console) -> None:
    """
    Raises:
        MissingError: Nothing is built.
    """
    functions = sorted(path.parent for path in BUILD.glob("*Function/app.py"))
    if not functions or not all((BUILD / layer).is_dir() for layer in LAYERS):
        msg = "nothing is built in .aws-sam/build; run `make build` first"
        raise MissingError(msg)
    with stand_in_for_aws() as endpoint:
        console.print(_table(medians(_cases(functions, endpoint), rounds=ROUNDS)))


def _cases(functions: Sequence[Path], endpoint: str) -> dict[str, Case]:
    apps = {function.name.removesuffix("Function"): function for function in functions}
    compiled = edition_to_json(loads(shipped.text(_RULEBOOK)).edition)
    return {
        **{name: partial(_started, code, BUILD, endpoint) for name, code in _CODE.items()},
        **{name: partial(_started, "import app", at, endpoint) for name, at in apps.items()},
        _ARMED: partial(_started, _ARMS, apps[_JUDGES], endpoint, compiled),
    }


def _started(code: str, folder: Path, endpoint: str, given: str = "") -> float:
    """
    The processor's seconds for an interpreter that is *given* a text, from its start to its end.

    It may not write bytecode: there is what the layers carry, and none for the function's own file,
    as in Lambda.
    """
    path = [folder, *(BUILD / layer / "python" for layer in LAYERS)]
    environment = made_up_environment() | {
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": "cn-north-1",
    }
    # Without its own clean-up at the end, which Lambda never waits for.
    command = [sys.executable, "-S", "-B", "-c", f"{code}\nimport os; os._exit(0)"]
    before = _children()
    subprocess.run(command, env=environment, cwd=folder, check=True, input=given, encoding="utf-8")
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _table(found: dict[str, float]) -> Table:
    table = Table(title=f"Cold start, median of {ROUNDS} interleaved rounds")
    table.add_column("fresh interpreter")
    for name in ("ms", "ms over python alone", "ratio to boto3 and a client"):
        table.add_column(name, justify="right")
    base = found[_CLIENT] - found[_BARE]
    for name, taken in found.items():
        over = taken - found[_BARE]
        ratio = "" if name == _BARE else f"{over / base:.2f}"
        table.add_row(
            name,
            f"{taken * 1000:.0f}",
            f"{over * 1000:.0f}",
            ratio,
            end_section=name == _CLIENT,
        )
    return table
