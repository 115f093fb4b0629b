"""An emulator with nothing in it, for whoever needs the real table's conditions."""

import pytest

from local.emulator import free_port, start_emulator
from local.places import Commands
from qungui.adapters import aws
from qungui.adapters.dynamo.table import opened
from tests.support.table import dynamodb


@pytest.fixture(scope="module")
def emulated(tmp_path_factory):
    """Tables made meanwhile stand in it."""
    home = tmp_path_factory.mktemp("emulator")
    emulator = start_emulator(Commands.found(), port=free_port(), home=home)
    kept = (aws.session, opened, dynamodb)  # they hold the endpoint and keys of other tests
    try:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("AWS_ENDPOINT_URL", emulator.endpoint)
            environment.setenv("AWS_ACCESS_KEY_ID", "test")
            environment.setenv("AWS_SECRET_ACCESS_KEY", "test")
            for each in kept:
                each.cache_clear()
            yield emulator
    finally:
        for each in kept:
            each.cache_clear()
        emulator.stop()
