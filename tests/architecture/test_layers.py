"""The layers: built for the right machine, whole, and followed by every function."""

import copy
import importlib.util
import platform
import re
from pathlib import Path

import pytest
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from tests.support.template import TEMPLATE
from tools.check_build import BUILD, compiled_files, elf_machine, problems

ROOT = TEMPLATE.parent
SOURCE = ROOT / "shared/src/qungui"
RULES = BUILD / "RuleLayer/python"
DEPENDENCIES = BUILD / "DependenciesLayer/python"
HOST = "x86_64" if platform.machine() in {"x86_64", "AMD64"} else "arm64"
OTHER = {"x86_64": "arm64", "arm64": "x86_64"}[HOST]
MEGABYTE = 1024 * 1024
UNCHECKED_HASH = 0b01  # flags of a .pyc that is never compared with its source
PUBLISHES = ("AutoPublishAliasAllProperties", "PublishLambdaVersion")


def packaged(**uris: str) -> dict:
    """The template as `sam package` leaves it, each layer at the place given."""
    template = yaml_parse(TEMPLATE.read_text())
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        for field in {"CodeUri", "ContentUri"} & properties.keys():
            properties[field] = f"s3://bucket/{uris.get(name, name)}"
    return template


def versions(template: dict) -> dict[str, str]:
    """Logical id of the version that each function's alias points to."""
    values = {"CorpId": "ww1", "ArchiveUrl": "https://a.invalid", "AWS::Region": "cn-north-1"}
    translated = transform(copy.deepcopy(template), values, _NoManagedPolicies())
    return {
        resource["Properties"]["FunctionName"]["Ref"]: resource["Properties"]["FunctionVersion"][
            "Fn::GetAtt"
        ][0]
        for resource in translated["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Alias"
    }


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


def without(setting: str, template: dict) -> dict:
    for resource in template["Resources"].values():
        resource.get("Properties", {}).pop(setting, None)
    return template


@pytest.fixture(autouse=True)
def region(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "cn-north-1")


@pytest.mark.parametrize("layer", ["RuleLayer", "DependenciesLayer"])
def test_a_change_of_one_layer_alone_publishes_every_function(layer):
    before, after = versions(packaged()), versions(packaged(**{layer: "changed"}))
    assert len(before) == 10
    assert all(before[function] != after[function] for function in before)


def test_no_change_publishes_nothing():
    assert versions(packaged()) == versions(packaged())


@pytest.mark.parametrize("setting", PUBLISHES)
def test_each_publish_setting_is_needed(setting):
    before = versions(without(setting, packaged()))
    after = versions(without(setting, packaged(RuleLayer="changed")))
    assert before == after


def test_the_build_is_for_this_machine_and_imports_alone():
    assert BUILD.is_dir(), "run: make build"
    assert list(problems(BUILD, HOST)) == []


def test_a_layer_for_another_machine_is_a_problem():
    found = list(problems(BUILD, OTHER))
    assert len(found) == len(list(compiled_files(BUILD))) > 0
    assert all(f"for {HOST}, not {OTHER}" in problem for problem in found)


@pytest.mark.parametrize(("number", "machine"), [(62, "x86_64"), (183, "arm64"), (3, "3")])
def test_the_machine_is_read_from_the_elf_header(tmp_path, number, machine):
    file = tmp_path / "code.so"
    file.write_bytes(b"\x7fELF" + bytes(14) + number.to_bytes(2, "little"))
    assert elf_machine(file) == machine


def test_what_is_no_elf_file_has_no_machine(tmp_path):
    file = tmp_path / "code.so"
    file.write_text("INPUT(other.so)")
    assert elf_machine(file) is None


def test_the_rule_layer_is_the_source_without_what_stays_at_home():
    def contents(folder: Path) -> dict[Path, bytes]:
        return {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    source = contents(SOURCE)
    at_home = {"cli", "acceptance"}
    shipped = {path: text for path, text in source.items() if path.parts[0] not in at_home}
    assert contents(RULES / "qungui") == shipped


@pytest.mark.parametrize("folder", [RULES, DEPENDENCIES], ids=["rules", "dependencies"])
def test_a_layer_ships_bytecode_that_lambda_takes_as_it_is(folder):
    sources = list(folder.rglob("*.py"))
    compiled = [Path(importlib.util.cache_from_source(str(path))) for path in sources]
    assert sources
    assert [path for path in compiled if not path.is_file()] == []
    assert {path.read_bytes()[4] for path in compiled} == {UNCHECKED_HASH}


def test_the_dependency_layer_holds_what_the_lock_says_with_hashes():
    pins = (ROOT / "layers/dependencies/requirements.txt").read_text().split("\n\n")[0]
    names = re.findall(r"^([a-z0-9-]+)==", pins, re.MULTILINE)
    assert {"pynamodb", "wechatpy", "cryptography", "aws-lambda-powertools"} <= set(names)
    assert pins.count("--hash=sha256:") >= len(names)
    shipped = {path.name.split("-")[0].lower() for path in DEPENDENCIES.glob("*.dist-info")}
    assert shipped <= {name.replace("-", "_") for name in names}
    assert not (DEPENDENCIES / "qungui").exists()


def test_the_services_that_adapters_call_are_in_the_layer():
    text = "".join(path.read_text() for path in (SOURCE / "adapters").rglob("*.py"))
    called = {*re.findall(r'\bclient\(\s*"([a-z]+)"', text), "dynamodb"}
    assert {"sqs", "secretsmanager"} <= called
    kept = {path.name for path in (DEPENDENCIES / "botocore/data").iterdir() if path.is_dir()}
    assert called <= kept


def test_both_layers_together_stay_far_below_lambdas_limit():
    size = sum(path.stat().st_size for path in BUILD.glob("*Layer/**/*") if path.is_file())
    assert size < 120 * MEGABYTE
