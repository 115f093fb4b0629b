# Needs Python 3.13 with venv, make, cc and the package registries; fetches everything else itself,
# into .venv (the product) and .tools (uv, sam, checkov, MiniStack, what detection is trained with). `make help` lists what it can do.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SHELLFLAGS := -euc
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

UV_VERSION := 0.13.8
TOOLS := $(CURDIR)/.tools
UV_HOME := $(TOOLS)/uv-$(UV_VERSION)

# Layers hold compiled code: the host's own for the local stack, arm64 (ARCH=arm64) to deploy.
ARCH ?= $(if $(filter x86_64 amd64,$(shell uname -m)),x86_64,arm64)
PLATFORM := $(if $(filter x86_64,$(ARCH)),x86_64,aarch64)-manylinux_2_28

export PATH := $(UV_HOME)/bin:$(PATH)
export UV_LINK_MODE := copy
export UV_PYTHON_DOWNLOADS := never
export SAM_CLI_TELEMETRY := 0
export PLATFORM
export SAM := $(TOOLS)/sam/bin/sam
export MINISTACK := $(TOOLS)/ministack/bin/ministack
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT UV_PYTHON PYTHONPATH PYTHONHOME

UV := $(UV_HOME)/bin/uv
RUN := $(UV) run --no-sync
# The stack's own tests have the machine to themselves; the others share its cores.
ON_THE_STACK := tests/e2e
EACH_CORE := --ignore $(ON_THE_STACK) --numprocesses auto --dist worksteal
EXPORT := $(UV) export --quiet --frozen --package qungui --no-dev --no-emit-project \
    --no-emit-workspace --no-header --format requirements-txt

PRODUCT := .venv/.synced
SAM_READY := .tools/sam/.synced
CHECKOV_READY := .tools/checkov/.synced
MINISTACK_READY := .tools/ministack/.synced
DETECTION_READY := .tools/detection/.synced
DETECTION := PYTHONPATH=shared/src:. OMP_NUM_THREADS=1 .tools/detection/bin/python -m
WITH_DATA = $(if $(DATA),--data $(DATA))
BUILT := .aws-sam/built
SCENARIOS := $(wildcard tests/scenarios/*.jsonl)
BUILD_INPUTS := template.yaml shared/Makefile layers/dependencies/Makefile \
    layers/dependencies/requirements.txt \
    $(sort $(shell find functions shared/src -type f ! -name '*.pyc'))

.PHONY: help run up down send scenarios coverage passing docs test test-full simulate lint types build smoke bench train bench-detection lock deploy clean FORCE

help:  ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(PRODUCT) $(MINISTACK_READY) $(BUILT)  ## Play the whole story on a local stack, then take it down
	$(RUN) python -m local run

up: $(PRODUCT) $(MINISTACK_READY) $(BUILT)  ## Start a local stack and leave it up
	$(RUN) python -m local up

down: $(PRODUCT)  ## Stop the local stack that `make up` started
	$(RUN) python -m local down

send: $(PRODUCT)  ## Say something on it: make send TEXT=... GROUP=... FROM=...
	$(RUN) python -m local send --text "$${TEXT:?make send TEXT=... GROUP=... FROM=...}" \
	    --group "$${GROUP:?which group}" --from "$${FROM:?who says it}"

scenarios: $(PRODUCT)  ## Play the acceptance scenarios and list what failed or is not carried
	for file in $(SCENARIOS); do $(RUN) qungui scenarios $$file; done

coverage: $(PRODUCT)  ## List what each clause does, who carries it and what its scenarios say
	$(RUN) qungui coverage

passing: $(PRODUCT)  ## Write down which scenarios pass
	$(RUN) qungui scenarios tests/scenarios/scenarios.jsonl --passing tests/scenarios/passing.txt --json >/dev/null

test: $(PRODUCT) $(MINISTACK_READY) $(BUILT)  ## Unit, contract, integration, architecture and end-to-end tests
	$(RUN) pytest -m "not full" $(ON_THE_STACK)
	$(RUN) pytest -m "not full" $(EACH_CORE) $(PYTEST_ARGS)

test-full: $(PRODUCT) $(MINISTACK_READY) $(BUILT)  ## All of those and the longer suites
	$(RUN) pytest $(ON_THE_STACK)
	$(RUN) pytest $(EACH_CORE) $(PYTEST_ARGS)

simulate: $(PRODUCT)  ## Play histories full of faults: make simulate SEED=... HISTORIES=...
	$(RUN) python -m tests.simulation $(SEED:%=--seed %) $(HISTORIES:%=--histories %)

lint: $(PRODUCT) $(SAM_READY) $(CHECKOV_READY)  ## Style, locks, the template, security
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) bandit --quiet --recursive --configfile pyproject.toml functions shared/src
	$(RUN) cfn-lint template.yaml
	$(SAM) validate --lint
	.tools/checkov/bin/checkov --config-file .checkov.yaml
	for project in . local tools; do $(UV) lock --quiet --check --project $$project; done
	$(EXPORT) | cmp - layers/dependencies/requirements.txt || { echo 'run: make lock'; exit 1; }

types: $(PRODUCT)  ## Static types
	$(RUN) mypy

docs: $(PRODUCT)  ## Write the generated pages anew
	$(RUN) qungui schema > docs/rulebook.schema.json
	$(RUN) python -m tools.write_pages

build: $(BUILT)  ## Build functions and layers, import what was built (ARCH=arm64 to deploy)

smoke: $(PRODUCT)  ## Import every built handler with nothing but the layers on the path
	$(RUN) python tools/check_build.py $(ARCH)

bench: $(PRODUCT) $(MINISTACK_READY) $(BUILT)  ## Measure requests, speed and cold start
	$(RUN) python -m benchmarks

train: $(DETECTION_READY) $(PRODUCT)  ## Learn the classifier anew, of DATA=folder too, and write its card
	$(RUN) python -m tools.needed
	$(DETECTION) tools.detection.train $(WITH_DATA)

bench-detection: $(DETECTION_READY)  ## Measure detection beside its peers, on DATA=folder too
	$(DETECTION) benchmarks.detection $(WITH_DATA) $(if $(PAGE),--page $(PAGE))

lock: $(UV)  ## Re-resolve every lock, then pin the layer with hashes
	for project in . local tools; do $(UV) lock --upgrade --project $$project; done
	$(EXPORT) --output-file layers/dependencies/requirements.txt

deploy: ARCH := arm64
deploy: $(SAM_READY)  ## Build for arm64 and deploy to AWS, asking for what it needs
	$(MAKE) build ARCH=$(ARCH)
	$(SAM) deploy --guided --parameter-overrides Arch=$(ARCH)

clean:  ## Remove what was built and installed
	rm -rf .aws-sam .tools .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

# What the targets above stand on. A stamp is newer than all that it was made from.

$(UV):
	@tools/install-uv $(UV_HOME) $(UV_VERSION)

$(PRODUCT): pyproject.toml shared/pyproject.toml uv.lock | $(UV)
	$(UV) sync --quiet --locked
	touch $@

$(SAM_READY): tools/pyproject.toml tools/uv.lock | $(UV)
	UV_PROJECT_ENVIRONMENT=$(TOOLS)/sam $(UV) sync --quiet --locked --project tools --only-group sam
	touch $@

$(CHECKOV_READY): tools/pyproject.toml tools/uv.lock | $(UV)
	UV_PROJECT_ENVIRONMENT=$(TOOLS)/checkov $(UV) sync --quiet --locked --project tools --only-group checkov
	touch $@

$(DETECTION_READY): tools/pyproject.toml tools/uv.lock | $(UV)
	UV_PROJECT_ENVIRONMENT=$(TOOLS)/detection $(UV) sync --quiet --locked --project tools --only-group detection
	touch $@

$(MINISTACK_READY): local/pyproject.toml local/uv.lock | $(UV)
	UV_PROJECT_ENVIRONMENT=$(TOOLS)/ministack $(UV) sync --quiet --locked --project local
	touch $@

# Names the files and the architecture, so that a deleted file or another ARCH builds again too.
.aws-sam/inputs: FORCE
	@mkdir -p .aws-sam
	@echo '$(ARCH) $(BUILD_INPUTS)' | cmp -s - $@ || echo '$(ARCH) $(BUILD_INPUTS)' >$@

$(BUILT): .aws-sam/inputs $(SAM_READY) $(PRODUCT) $(BUILD_INPUTS)
	$(SAM) build --parameter-overrides Arch=$(ARCH)
	$(MAKE) --no-print-directory smoke
	touch $@
