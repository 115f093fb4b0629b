"""The pages of docs/topics that are made from the product itself; `make docs` writes them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qungui.cli.coverage import page
from qungui.cli.regulations import page as regulations_page
from qungui.cli.scenarios import keys_page, rates_page
from tools.desk_commands import page as desk_page
from tools.rulebook_reference import page as reference_page

ROOT = Path(__file__).parents[1]
TOPICS = ROOT / "docs/topics"

PAGES: Mapping[str, Callable[[], str]] = {
    "desk-commands.md": desk_page,
    "coverage.md": lambda: page(ROOT / "tests/scenarios"),
    "regulations.md": regulations_page,
    "rulebook-reference.md": reference_page,
    "scenario-keys.md": keys_page,
    "scenario-rates.md": lambda: rates_page(ROOT / "tests/scenarios"),
}


def main() -> None:
    for name, write in PAGES.items():
        (TOPICS / name).write_text(write(), "utf-8")


if __name__ == "__main__":
    main()
