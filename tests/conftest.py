"""Fixtures that several kinds of tests share."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from moto import mock_aws

from tests.support import cloud
from tests.support.finance import Stub, compiled
from tests.support.table import create_table

# Speed is measured in benchmarks/, never judged by a test.
settings.register_profile("qungui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qungui")


@pytest.fixture(autouse=True)
def _fresh_metrics() -> None:
    """A process has one Metrics; what a test counted without a handler is not the next one's."""
    cloud.forget_metrics()


@pytest.fixture
def table(monkeypatch) -> Iterator[str]:
    """
    Name of an empty table, made as template.yaml says: in moto, or, for a second opinion, in the
    DynamoDB at ``AWS_ENDPOINT_URL``.
    """
    if "AWS_ENDPOINT_URL" in os.environ:
        yield create_table(f"Qungui-{uuid4().hex}")
        return
    monkeypatch.setenv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled")
    with mock_aws():
        yield create_table()


@pytest.fixture(scope="session")
def finance_library(tmp_path_factory) -> Path:
    """A library of the ABI of Tencent's, compiled."""
    return compiled(tmp_path_factory.mktemp("finance"))


@pytest.fixture
def finance_stub(finance_library, tmp_path) -> Stub:
    return Stub(finance_library, tmp_path)
