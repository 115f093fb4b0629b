"""The small parts around the emulator that need none."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from local.deployment import LIMITED, Deployment, Parameters
from local.emulator import stop_group
from local.facts import KEPT_QUEUES
from local.gaps import widened
from local.metrics import measured
from local.places import Commands, MissingError, aws_environment
from local.polling import TooLongError, wait_until
from local.resident import NotUpError, Resident
from local.say import Saying, UnknownNameError, finding_cells
from local.schedules import between_rounds
from local.stack import environment
from local.story import read_story
from qungui.engine.judge import Armed
from qungui.model.finding import Abstain, Clear, Crash, Hit
from qungui.model.group import Mode
from qungui.model.rulebook import Clause, Disposition
from qungui.rules.images import Images


def test_waiting_ends_when_it_happened():
    answers = iter([False, True])
    wait_until(lambda: next(answers), seconds=5, what="it", pause=0)
    assert list(answers) == []


def test_waiting_ends_in_the_end():
    with pytest.raises(TooLongError, match="the moon"):
        wait_until(lambda: False, seconds=0, what="the moon", pause=0)


def test_a_missing_program_is_named_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("SAM", str(tmp_path / "sam"))
    with pytest.raises(MissingError, match="make build"):
        Commands.found()


def test_a_missing_build_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SAM", sys.executable)
    monkeypatch.setenv("MINISTACK", sys.executable)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingError, match="make build"):
        Commands.found()


def test_no_concurrency_of_the_template_reaches_the_emulator_as_text():
    template = Path("template.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"^  (\w+)Concurrency:$", template, re.MULTILINE))
    assert named - set(LIMITED) == {"Provisioned"}  # 0 where nothing is said


def test_whatever_ends_in_a_dead_letter_queue_is_seen():
    template = Path("template.yaml").read_text(encoding="utf-8")
    dead = set(re.findall(r"^  (\w+Dead)QueueUrl:$", template, re.MULTILINE))
    assert dead <= set(KEPT_QUEUES)


def test_a_process_is_ended_with_all_that_it_started():
    script = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
        "print(child.pid, flush=True)\n"
        "child.wait()\n"
    )
    with subprocess.Popen(  # noqa: S603 - a script of our own
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        stop_group(process.pid)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_stack_that_is_not_up_is_not_found(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotUpError):
        Resident.found()


def test_a_note_of_processes_that_are_gone_is_not_believed(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    # Ports 1 and 2 belong to nobody here.
    Resident(emulator_pid=1, emulator_port=1, wecom_pid=1, wecom_port=2).save()
    with pytest.raises(NotUpError):
        Resident.found()
    Resident(emulator_pid=1, emulator_port=1, wecom_pid=1, wecom_port=2).stop()


def test_the_environment_is_given_back(monkeypatch):
    monkeypatch.setenv("AWS_REGION", "cn-north-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with environment(aws_environment("http://127.0.0.1:1")):
        assert os.environ["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"
    assert os.environ["AWS_REGION"] == "cn-north-1"
    assert "AWS_ENDPOINT_URL" not in os.environ


PARAMETERS = Parameters(
    corp_id="ww1",
    archive_url="http://a/archive",
    wecom_api_url="http://a/cgi-bin/",
    schedules=False,
)


def test_the_template_gets_the_made_up_platform_as_parameters():
    assert {"CorpId=ww1", "Schedules=DISABLED", "ArchiveUrl=http://a/archive"} <= set(
        PARAMETERS.overrides()
    )


def test_sam_takes_no_parameter_without_a_value():
    assert not [each for each in PARAMETERS.overrides() if each.endswith("=")]
    looked = replace(PARAMETERS, inspector_url="http://127.0.0.1:1/inspect")
    assert "InspectorUrl=http://127.0.0.1:1/inspect" in looked.overrides()


def test_the_callback_goes_through_the_api():
    deployment = Deployment(endpoint="http://127.0.0.1:1", outputs={"ApiId": "abc"})
    assert deployment.callback_url("archive") == (
        "http://127.0.0.1:1/_aws/execute-api/abc/$default/callback/archive"
    )


def test_only_who_may_send_one_message_may_send_ten():
    sending = {"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "q"}
    reading = {"Effect": "Allow", "Action": ["sqs:ReceiveMessage"], "Resource": "q"}
    assert widened(sending)["Action"] == ["sqs:SendMessage", "sqs:SendMessageBatch"]
    assert widened(reading) == reading


def test_metrics_are_read_from_log_lines():
    line = json.dumps({"_aws": {}, "RecordsSealed": [1.0, 2.0], "CasesOpened": [5.0]})
    assert measured(line) == {"RecordsSealed": 3}
    assert measured("START RequestId: 1") == {}


@pytest.mark.parametrize("group", ["office", "综合办公室工作群"])
@pytest.mark.parametrize("sender", ["zhaolei", "赵磊"])
def test_a_message_is_said_by_id_or_by_name(group, sender):
    saying = Saying.of(read_story(), text="在吗", group=group, sender=sender)
    assert (saying.group, saying.sender) == ("office", "zhaolei")


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(UnknownNameError, match="office"):
        Saying.of(read_story(), text="在吗", group="nowhere", sender="zhaolei")


@pytest.mark.parametrize(
    ("outcome", "cells"),
    [
        (Hit(reason="促销", score=0.8), ("命中", "促销", "0.80")),
        (Abstain("没有图片检测"), ("弃权", "没有图片检测", "")),
        (Crash("Images: KeyError"), ("故障", "Images: KeyError", "")),
        (Clear(), ("无", "", "")),
    ],
)
def test_every_finding_is_explained(outcome, cells):
    clause = Clause(
        clause_id="R01.3.7a", text="图片", topic="images", disposition=Disposition.ASSISTED
    )
    shown = finding_cells(Armed(clause, Mode.ENFORCE, Images()), outcome)
    assert cells[0] in shown[0]
    assert shown[1:] == cells[1:]


@pytest.mark.parametrize(
    ("wall", "swept"),
    [
        ("10:07:59.500", "10:08:00.500"),
        ("10:14:59.500", "10:16:00.500"),
        ("10:15:00.000", "10:16:01.000"),
        ("10:44:58.999", "10:44:59.999"),
    ],
)
def test_the_driver_sweeps_between_the_quarters_of_an_hour(wall, swept):
    day = "2026-11-05T{}+00:00".format
    at = between_rounds(datetime.fromisoformat(day(wall)))
    assert at == datetime.fromisoformat(day(swept))
