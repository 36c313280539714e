# Everything a person or a machine runs here. `make` alone says what there is.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq
EXAMPLES := $(patsubst %,examples/%.txt,rally strike clash missile football)

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types layers tests docs lock model clean

help: ## Say what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/.runtime ## Code the five example articles; print the table, write demo/index.html
	@mkdir -p demo
	@$(BIN)/tocsin code $(EXAMPLES)
	@$(BIN)/tocsin code --format html --out demo/index.html $(EXAMPLES) 2> demo/log || { cat demo/log >&2; exit 1; }
	@echo "Open demo/index.html in a browser: every value beside the words that it rests on."

test: .venv/.dev .venv/.chromium .venv/.postgresql ## Install what the checks need, then run them all
	@$(MAKE) --no-print-directory check

check: lint types layers tests ## Run every check; they must be installed (`make test` does both)

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports --no-cache

tests:
	$(BIN)/python -m pytest -q

docs: .venv/.dev ## Write again what the documentation generates from the program
	$(BIN)/python docs/generate.py

# The locks hold for Python 3.11 to 3.13 on every platform; a package's source is never named.
lock: .venv/uv/bin/uv ## Resolve the dependencies anew and write the lock files
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	printf 'hatchling\neditables\n' | $(COMPILE) - --constraints requirements-dev.lock --output-file requirements-build.lock

COMPILE = .venv/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links

# Hours on one core; the coded articles and the corpora lie in ../shared unless SHARED says otherwise.
model: training/.venv/.made ## Train the learned reader anew, from data to model files
	training/reader/make.sh

training/.venv/.made: training/reader/requirements.txt
	@$(PYTHON) -m venv training/.venv
	@training/.venv/bin/python -m pip -qq install -r training/reader/requirements.txt
	@touch $@

clean: ## Remove what the targets made, the environment too
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/.made:
	@test -n "$(PYTHON)" || { echo "tocsin needs Python 3.11, 3.12 or 3.13" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv
	@touch $@

# The package itself is installed in place, built by a locked builder, without looking for anything else.
.venv/.runtime: requirements.lock requirements-build.lock pyproject.toml | .venv/.made
	@echo "Installing the locked dependencies (about a minute)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo "Installing the locked checkers"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# The page is tested in a browser where there is one; its tests say so where there is none.
.venv/.chromium: | .venv/.made
	@command -v chromium chromium-browser google-chrome >/dev/null || \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium" && \
		  apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null; } || \
		echo "No Chromium: the tests of the page in a browser will be skipped"
	@touch $@

# The dataset is tested in a PostgreSQL of its own; the tests start and stop it themselves.
.venv/.postgresql: | .venv/.made
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing PostgreSQL" && \
		  apt-get update -qq && apt-get install -qq -y --no-install-recommends postgresql >/dev/null; } || \
		echo "No PostgreSQL: the tests of the dataset in it will be skipped"
	@touch $@

.venv/uv/bin/uv:
	@$(PYTHON) -m venv .venv/uv
	@.venv/uv/bin/python -m pip -qq install uv
