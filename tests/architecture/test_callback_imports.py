"""The callback function answers within a second from cold, so what it imports is counted."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.callbacks import SECRET
from tests.support.http import Server, as_json

ROOT = Path(__file__).parents[2]

# Third-party modules by top-level name; a new one must earn its milliseconds.
ALLOWED = {
    "aws_lambda_powertools",
    "botocore",
    "certifi",
    "cryptography",
    "_cffi_backend",  # of cryptography
    "_openssl",  # of cryptography
    "dateutil",
    "jmespath",
    "six",
    "typing_extensions",
    "urllib3",
}
# Modules of our own that belong to other functions.
FOREIGN = (
    "qungui.adapters.bridge",
    "qungui.adapters.dynamo",
    "qungui.engine",
    "qungui.model.case",
    "qungui.model.ledger",
    "qungui.model.roster",
    "qungui.model.staff",
    "qungui.rules",
    "qungui.rulebook",
)

PROBE = """
import json, runpy, sys
before = set(sys.modules)
runpy.run_path("functions/message_callback/app.py")
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.fixture(scope="module")
def loaded():
    """Names of all modules that a cold start of the callback function loads."""
    answer = as_json({"SecretString": json.dumps(SECRET)})
    with Server(lambda _: answer).running() as secrets:
        env = {
            "PATH": "/usr/bin:/bin",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "cn-north-1",
            "AWS_ENDPOINT_URL": secrets.url,
            "CALLBACK_SECRET": "callback",
            "COLLECT_QUEUE_URL": "https://example.invalid/collect.fifo",
            "DESK_QUEUE_URL": "https://example.invalid/desk.fifo",
            "LIFECYCLE_QUEUE_URL": "https://example.invalid/lifecycle.fifo",
            "UNKNOWN_QUEUE_URL": "https://example.invalid/unknown",
            "INBOUND_QUEUE_URL": "https://example.invalid/inbound.fifo",
            "BRIDGE": "false",
            "POWERTOOLS_SERVICE_NAME": "message_callback",
            "POWERTOOLS_METRICS_NAMESPACE": "Qungui",
        }
        probe = subprocess.run(  # noqa: S603 - our own text, our own interpreter
            [sys.executable, "-c", PROBE],
            cwd=ROOT,
            env=env,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
    return json.loads(probe.stdout.splitlines()[-1])


def test_the_callback_function_loads_no_library_that_it_does_not_need(loaded):
    names = {name.split(".")[0] for name in loaded} - sys.stdlib_module_names - {"qungui"}
    assert names <= ALLOWED


def test_the_callback_function_loads_nothing_of_the_others(loaded):
    assert [name for name in loaded if name.startswith(FOREIGN)] == []


def test_the_probe_sees_what_is_loaded(loaded):
    assert {"qungui.adapters.wecom.callback_crypto", "cryptography", "botocore"} <= set(loaded)
