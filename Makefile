# make demo    the pipeline on corpus/articles: records, a database, a table of the launches found
# make test    the whole test suite
# make lint    format, rules, types
# make check   lint and test
# make schemas write schemas/ anew
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
TESTS ?=
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DELETE_ON_ERROR:
.PHONY: demo test lint check schemas readme lock clean

demo: $(PROJECT)
	@mkdir -p out
	$(BIN)/launchledger run corpus/articles --out out/records.jsonl --out out/ledger.sqlite --table
	@echo "records: out/records.jsonl, database: out/ledger.sqlite"

test: $(PROJECT)
	$(BIN)/python -m pytest $(TESTS)

lint: $(PROJECT)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test

schemas: $(PROJECT)
	$(BIN)/launchledger schema

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

# Not built in isolation: that would download the build backend again.
$(PROJECT): $(ENVIRONMENT) pyproject.toml extractor/version.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
