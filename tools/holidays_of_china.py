"""
Writes shared/src/qungui/calendars/china.py from two kept libraries, so that no function pays for
loading them: what the State Council announced from chinesecalendar (MIT), and the statutory days
of the years to come, those of the lunar calendar too, from holidays (MIT).

    uv run --no-sync python -m tools.holidays_of_china

Run it when `make lock` brought a chinesecalendar that knows another year; a test says so.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import holidays
from chinese_calendar.constants import holidays as announced
from chinese_calendar.constants import workdays

TARGET = Path(__file__).parents[1] / "shared/src/qungui/calendars/china.py"
FIRST = 2015  # the earliest regulation came into force in it
TO_COME = 10
"""Years after the last announced one."""

HEAD = '''"""
Holidays and make-up days of China, by year; days and ranges of days as MMDD.

Written by tools/holidays_of_china.py from chinesecalendar and holidays (both MIT, see NOTICE).
"""

TABLE = "{table}"
"""Which table this is."""

ANNOUNCED = {{
{announced}}}
"""Years that the State Council announced: what is off, and the weekend days that are worked."""

STATUTORY = {{
{statutory}}}
"""Years that it did not announce yet: what is off by law, wherever the make-up days will be."""
'''
ROW = """    {}: (
        "{}",
        "{}",
    ),
"""


def page() -> str:
    """The module as it is to stand."""
    years = range(FIRST, max(announced).year + 1)
    to_come = range(years[-1] + 1, years[-1] + 1 + TO_COME)
    rows = ((year, _of(announced, year), _of(workdays, year)) for year in years)
    return HEAD.format(
        table=f"chinesecalendar {version('chinesecalendar')}",
        announced="".join(ROW.format(*row) for row in rows),
        statutory="".join(f'    {year}: "{_ranges(_statutory(year))}",\n' for year in to_come),
    )


def _of(table: Iterable[date], year: int) -> str:
    return _ranges(day for day in table if day.year == year)


def _statutory(year: int) -> list[date]:
    """Neither days in lieu nor what was moved: nobody knows those before the announcement."""
    named = holidays.country_holidays("CN", years=year, language="zh_CN")
    return [day for day, name in named.items() if "补假" not in name and "休息日" not in name]


def _ranges(days: Iterable[date]) -> str:
    runs = groupby(enumerate(sorted(days)), lambda numbered: numbered[1] - timedelta(numbered[0]))
    found = [[day for _, day in run] for _, run in runs]
    return " ".join(f"{run[0]:%m%d}" + f"-{run[-1]:%m%d}" * (len(run) > 1) for run in found)


def main() -> None:
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
