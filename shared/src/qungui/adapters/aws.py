"""Clients of AWS for the functions' path: botocore alone, since boto3 costs a cold start more."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 2},
)


@cache
def session() -> botocore.session.Session:
    """One per process: it holds AWS's endpoint data, which takes most of a client's build."""
    return botocore.session.Session()


def client(service: str, *, region: str) -> Any:  # noqa: ANN401 - made at run time
    """A client that answers or fails within about 15 s. ``AWS_ENDPOINT_URL`` is honoured."""
    return session().create_client(service, region_name=region, config=_CONFIG)
