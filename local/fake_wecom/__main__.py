"""A made-up WeCom as a process of its own: its secrets come on standard input, once."""

import json
import signal
import sys
from collections.abc import Mapping
from typing import Any

from local.fake_wecom.archive import Archive, ArchiveKeys
from local.fake_wecom.company import Account, Company
from local.fake_wecom.corp import Corp
from local.fake_wecom.server import FakeWeComServer
from local.seed import found_company
from local.story import read_story
from qungui.adapters.clock import SystemClock


def served(raw: Mapping[str, Any]) -> FakeWeComServer:
    """A server as ``{"port", "account", "keys"}`` says."""
    account = Account(**raw["account"])
    company = Company(account=account)
    found_company(company, read_story())
    corp = Corp(company, clock=SystemClock())
    return FakeWeComServer(corp, Archive(account, ArchiveKeys.read(raw["keys"])), raw["port"])


def main() -> None:
    server = served(json.load(sys.stdin))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server.serve_forever()


if __name__ == "__main__":
    main()
