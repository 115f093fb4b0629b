"""
Check what `sam build` made: `python tools/check_build.py ARCH`.

Every compiled file in the layers is for ARCH, and, where this machine is of that architecture,
every handler imports with nothing but its own folder and the layers on the path. What a handler
reads at its start (secrets) a stand-in for AWS gives it.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from qungui import settings

BUILD = Path(__file__).parents[1] / ".aws-sam" / "build"
LAYERS = ("DependenciesLayer", "RuleLayer")

_ELF_MAGIC = b"\x7fELF"
_ELF_MACHINES = {62: "x86_64", 183: "arm64"}  # e_machine, ELF-64 little endian
_IDENTITY = {"token": "made-up", "aes_key": "A" * 43, "receiveid": "made-up"}
_SECRETS = {
    "CALLBACK_SECRET": {"archive": _IDENTITY, "app": _IDENTITY},
    "ARCHIVE_SECRET": {"secret": "made-up", "keys": {}, "inspector_token": "made-up"},
    "APP_SECRET": {"secret": "made-up", "agent_id": 1},
}
_ARCHES = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}


def elf_machine(path: Path) -> str | None:
    """The architecture of a compiled file, named as Lambda does; None when it is not one."""
    with path.open("rb") as file:
        header = file.read(20)
    if not header.startswith(_ELF_MAGIC):
        return None
    number = int.from_bytes(header[18:20], "little")
    return _ELF_MACHINES.get(number, str(number))


def compiled_files(build: Path) -> Iterator[tuple[Path, str]]:
    for layer in LAYERS:
        for path in sorted((build / layer).rglob("*.so*")):
            if machine := elf_machine(path):
                yield path, machine


class _SecretsManager(BaseHTTPRequestHandler):
    """Gives out the made-up entries."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        secret = json.dumps(_SECRETS[asked["SecretId"]])
        body = json.dumps({"SecretString": secret}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
        """Nobody needs to read these."""


@contextmanager
def stand_in_for_aws() -> Iterator[str]:
    """Its address; it gives out made-up secrets and nothing else."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _SecretsManager) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def import_handler(function: Path, endpoint: str) -> str:
    """What importing the handler complained about; empty when it did not."""
    path = [function, *(function.parent / layer / "python" for layer in LAYERS)]
    done = subprocess.run(
        [sys.executable, "-S", "-B", "-c", "import app; app.handler"],
        env=made_up_environment()
        | {"PYTHONPATH": os.pathsep.join(map(str, path)), "AWS_ENDPOINT_URL": endpoint},
        cwd=function,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stderr


def made_up_environment() -> dict[str, str]:
    """Something for every variable that any function reads: its own name, mostly."""
    kinds = [kind for name, kind in vars(settings).items() if name.endswith("Settings")]
    made_up = {
        field.name.upper(): "1" if field.type is int else field.name.upper()
        for kind in kinds
        for field in fields(kind)
        if field.name != "archive_sdk"  # archive_url stands for it
    }
    urls = {name: "https://made-up.invalid/1/q.fifo" for name in made_up if name.endswith("_URL")}
    aws = {"AWS_REGION": "cn-north-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    return made_up | urls | aws | {"POWERTOOLS_SERVICE_NAME": "made-up"}


def problems(build: Path, arch: str) -> Iterator[str]:
    compiled = list(compiled_files(build))
    if not compiled:
        yield f"no compiled file in the layers of {build}"
    yield from (
        f"{path}: for {machine}, not {arch}" for path, machine in compiled if machine != arch
    )
    if _ARCHES.get(platform.machine().lower()) == arch:
        with stand_in_for_aws() as endpoint:
            for app in sorted(build.glob("*Function/app.py")):
                if complaint := import_handler(app.parent, endpoint):
                    yield f"{app.parent.name} does not import:\n{complaint}"


def main(arch: str) -> int:
    found = list(problems(BUILD, arch))
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
