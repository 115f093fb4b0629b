"""The pages of docs/topics that are made from the product itself; `make docs` writes them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qungui.cli.scenarios import keys_page

TOPICS = Path(__file__).parents[1] / "docs/topics"

PAGES: Mapping[str, Callable[[], str]] = {"scenario-keys.md": keys_page}


def main() -> None:
    for name, page in PAGES.items():
        (TOPICS / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
