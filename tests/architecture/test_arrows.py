"""Arrows point one way, libraries stay in their folders, and one module reads the clock."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "shared/src/qungui"

# layer -> what of our own it may import; the standard library is allowed everywhere
MAY_IMPORT = {
    "errors": set(),
    "model": {"model", "errors"},
    "text": {"text", "model"},
    "calendars": {"calendars", "model"},
    "rules": {"rules", "text", "calendars", "model", "errors"},
    "procedures": {"procedures", "model"},
    "rulebook": {"rulebook", "rules", "procedures", "engine", "text", "model", "errors"},
    "engine": {"engine", "rules", "procedures", "text", "calendars", "model"},
    "lifecycle": {"lifecycle", "procedures", "calendars", "model"},
    "notices": {"notices", "model"},
    "desk": {"desk", "notices", "text", "model"},
    "ports": {"ports", "model"},
    "wire": {"model", "errors", "wire_attached"},
    "wire_attached": {"model"},
    "wire_clicks": {"model", "errors"},
    "settings": {"errors"},
    "observability": set(),
    "counting": {"observability", "usecases", "model"},
    "usecases": {
        *(
            "usecases",
            "engine",
            "lifecycle",
            "rulebook",
            "desk",
            "text",
            "calendars",
            "notices",
            "ports",
            "wire",
            "wire_clicks",
            "model",
        ),
        "errors",
    },
    "adapters": {"adapters", "ports", "wire", "model", "errors", "observability", "rulebook"},
    "bootstrap": {"bootstrap", "adapters", "usecases", "ports", "settings", "model"},
    "acceptance": {
        *("acceptance", "usecases", "engine", "lifecycle", "adapters", "rulebook", "notices"),
        *("wire", "model", "errors"),
    },
    "cli": {
        *("cli", "acceptance", "adapters", "rulebook", "engine", "rules", "procedures", "notices"),
        *("usecases", "lifecycle", "ports", "model", "errors"),
    },
}

# library -> where it may be imported; everything else third-party needs an entry
HOMES = {
    "pynamodb": ("adapters/dynamo",),
    # One module can send, and it pays before it does: no call escapes its budget.
    "wechatpy": ("adapters/wecom/transport.py",),
    "requests": ("adapters/wecom/transport.py",),
    "urllib3": ("adapters/wecom/transport.py",),
    "xmltodict": ("adapters/wecom",),
    "cryptography": ("adapters/wecom",),
    "botocore": ("adapters",),
    "aws_lambda_powertools": ("adapters", "observability.py", "counting.py"),
    "ahocorasick": ("text/disguises.py",),
    "ruamel": ("rulebook",),
    "typer": ("cli",),
    "openpyxl": ("cli",),
    "docx": ("cli/print_paper.py",),
    "rich": ("cli",),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    """The dotted name by which others import it."""
    parts = ("qungui", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def layer_of(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "qungui" and len(parts) > 1 else None


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_what_lies_below_it(layer):
    modules = [
        path for path in MODULES if path.relative_to(PACKAGE).parts[0].removesuffix(".py") == layer
    ]
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules
        for name in imported(path)
        if layer_of(name) in MAY_IMPORT and layer_of(name) not in MAY_IMPORT[layer]
    ]
    assert modules
    assert wrong == []


def test_every_module_belongs_to_a_layer():
    layers = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert layers - {"__init__"} == set(MAY_IMPORT)


def test_no_modules_import_each_other_in_a_circle():
    """Also where it is only for types; the error of a circle names those that are in it."""
    paths = {name_of(path): path for path in MODULES}
    arrows = {name: paths.keys() & set(imported(path)) - {name} for name, path in paths.items()}
    assert set(TopologicalSorter(arrows).static_order()) == set(paths)


@pytest.mark.parametrize(
    ("part", "others"),
    [("played", ("told", "seen")), ("told", ("seen",)), ("seen", ("told",))],
)
def test_what_a_scenario_tells_and_what_is_seen_of_it_meet_in_what_is_played(part, others):
    players = list((PACKAGE / "acceptance" / part).glob("*.py"))
    elsewhere = tuple(f"qungui.acceptance.{other}" for other in others)
    taken = {name for path in players for name in imported(path)}
    assert players
    assert not [name for name in taken if name.startswith(elsewhere)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_stays_in_its_folder(path):
    inside = path.relative_to(PACKAGE).as_posix()
    foreign = {name.split(".")[0] for name in imported(path)} - {"qungui"} - sys.stdlib_module_names
    strays = [name for name in foreign if not inside.startswith(HOMES.get(name, ("nowhere",)))]
    assert strays == []


def test_scenarios_are_played_through_use_cases_on_the_adapters_in_memory_alone():
    players = [path for path in MODULES if "acceptance" in path.relative_to(PACKAGE).parts]
    taken = {name for path in players for name in imported(path) if layer_of(name) == "adapters"}
    assert taken
    assert all(name.startswith("qungui.adapters.memory.") for name in taken)


def test_one_module_reads_the_clock():
    readers = [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "time_ns"}
        if isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date", "time"}
    ]
    assert readers == ["adapters/clock.py"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "functions").glob("*/app.py")), ids=lambda path: path.parent.name
)
def test_a_handler_is_short_and_builds_through_bootstrap_alone(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 30
    ours = {layer_of(name) for name in imported(path)} - {None}
    assert ours <= {"bootstrap", "adapters", "counting", "observability", "model", "wire"}
    assert not {"boto3", "botocore", "os", "json"} & {name.split(".")[0] for name in imported(path)}


def test_no_test_patches_sleeps_or_skips():
    banned = (
        "mock.patch",
        "monkeypatch.setattr",
        "time.sleep(",
        "pytest.skip(",
        "mark.skip",
        "mark.xfail",
    )
    offenders = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path != Path(__file__)
        for word in banned
        if word in path.read_text()
    ]
    assert offenders == []
